package backproplab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.CsvFormat;
import backproplab.data.CsvTable;
import backproplab.data.IdxReader;
import backproplab.data.Read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LocalFileTest {
    @Test
    void itsBytesAreRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("numbers.csv"), "a,y\n1,2\n");
        assertInstanceOf(Read.Loaded.class, CsvTable.read(new LocalFile(file), CsvFormat.ENTRY.standard()));
    }

    @Test
    void whatIsNotThereIsAProblemWithItsPath(@TempDir Path folder) {
        Path none = folder.resolve("none.csv");
        assertEquals(
                "`none.csv` cannot be read: there is no file " + none,
                message(CsvTable.read(new LocalFile(none), CsvFormat.ENTRY.standard())));
    }

    @Test
    void aFolderIsAProblem(@TempDir Path folder) {
        String message = message(IdxReader.read(new LocalFile(folder)));
        assertTrue(message.endsWith("cannot be read: it is a folder"), message);
    }

    private static <T> String message(Read<T> read) {
        return switch (read) {
            case Read.Refused<T> refused -> refused.problems().getFirst().message();
            case Read.Loaded<T> loaded -> throw new AssertionError("was read: " + loaded);
        };
    }
}
