package backproplab.data;

import java.io.IOException;
import java.io.InputStream;

/// Bytes with a name. The engine opens no files itself: whoever reads data says where the bytes come from.
public interface DataFile {
    /// What messages call it.
    String name();

    /// The bytes from the beginning, gzipped or not; closed by who asked for them.
    ///
    /// @throws IOException with a message for people: "there is no file data.csv"
    InputStream open() throws IOException;
}
