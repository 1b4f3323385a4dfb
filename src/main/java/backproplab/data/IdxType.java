package backproplab.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The types of the elements of an IDX file; all are big-endian.
public enum IdxType {
    UNSIGNED_BYTE(0x08, 1, true) {
        @Override
        double read(ByteBuffer data) {
            return data.get() & 0xff;
        }
    },
    BYTE(0x09, 1, true) {
        @Override
        double read(ByteBuffer data) {
            return data.get();
        }
    },
    SHORT(0x0b, 2, true) {
        @Override
        double read(ByteBuffer data) {
            return data.getShort();
        }
    },
    INT(0x0c, 4, true) {
        @Override
        double read(ByteBuffer data) {
            return data.getInt();
        }
    },
    FLOAT(0x0d, 4, false) {
        @Override
        double read(ByteBuffer data) {
            return data.getFloat();
        }
    },
    DOUBLE(0x0e, 8, false) {
        @Override
        double read(ByteBuffer data) {
            return data.getDouble();
        }
    };

    private final int code;
    private final int bytes;
    private final boolean whole;

    IdxType(int code, int bytes, boolean whole) {
        this.code = code;
        this.bytes = bytes;
        this.whole = whole;
    }

    static Optional<IdxType> of(int code) {
        return Arrays.stream(values()).filter(it -> it.code == code).findFirst();
    }

    public int code() {
        return code;
    }

    /// How many bytes an element takes.
    public int bytes() {
        return bytes;
    }

    /// Whether elements are whole numbers.
    public boolean isWhole() {
        return whole;
    }

    /// For messages: "unsigned byte".
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    abstract double read(ByteBuffer data);
}
