package backproplab.data;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// A file that is only its bytes.
record BytesFile(String name, byte[] bytes) implements DataFile {
    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
