package backproplab.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Opens what readers read, unpacks it when it is gzipped, and turns what goes wrong into problems.
final class Source {
    /// A gibibyte of doubles.
    static final int MOST_NUMBERS = 1 << 27;

    /// A quarter of a gibibyte: MNIST as CSV has 110 MB.
    static final int MOST_TEXT = 1 << 28;

    private static final int GZIP_MAGIC = 0x1f8b;

    private Source() {}

    interface Parser<T> {
        T parse(String name, InputStream in) throws IOException, Refusal;
    }

    static <T> Read<T> read(DataFile file, Parser<T> parser) {
        try (InputStream in = file.open()) {
            return read(file.name(), in, parser);
        } catch (IOException e) {
            return unreadable(file.name(), String.valueOf(e.getMessage()));
        }
    }

    /// Reads to the end, but leaves `in` open.
    static <T> Read<T> read(String name, InputStream in, Parser<T> parser) {
        boolean gzipped = false;
        try {
            PushbackInputStream begun = new PushbackInputStream(in, 2);
            gzipped = isGzipped(begun);
            return new Read.Loaded<>(parser.parse(name, gzipped ? new GZIPInputStream(begun, 1 << 16) : begun));
        } catch (Refusal refusal) {
            return refusal.toRead();
        } catch (ZipException | EOFException e) {
            return gzipped
                    ? new Refusal(new FileProblem.BrokenGzip(name, String.valueOf(e.getMessage()))).toRead()
                    : unreadable(name, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isGzipped(PushbackInputStream in) throws IOException {
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        return magic.length == 2 && ((magic[0] & 0xff) << 8 | (magic[1] & 0xff)) == GZIP_MAGIC;
    }

    private static <T> Read<T> unreadable(String name, String reason) {
        return new Refusal(new FileProblem.Unreadable(name, reason)).toRead();
    }
}
