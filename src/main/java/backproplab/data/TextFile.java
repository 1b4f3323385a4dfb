package backproplab.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text out of bytes: the encoding that a byte order mark names, else UTF-8, else Windows-1252, which is what
/// spreadsheets write when they are not told otherwise. Numbers come out the same in any of them.
final class TextFile {
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] UTF_16_BIG_MARK = {(byte) 0xfe, (byte) 0xff};
    private static final byte[] UTF_16_LITTLE_MARK = {(byte) 0xff, (byte) 0xfe};
    private static final byte[] ZIP_MARK = {'P', 'K', 3, 4};

    private TextFile() {}

    static String read(String name, InputStream in) throws IOException, Refusal {
        byte[] bytes = in.readNBytes(Source.MOST_TEXT + 1);
        if (bytes.length > Source.MOST_TEXT) {
            throw new Refusal(new FileProblem.TooLarge(name, bytes.length, Source.MOST_TEXT, "bytes"));
        }
        if (startsWith(bytes, ZIP_MARK)) {
            throw new Refusal(new FileProblem.NotText(name, "it is a zip archive or a spreadsheet"));
        }
        String text = decode(name, bytes);
        checkCharacters(name, text);
        return text;
    }

    /// Control characters tell that a file is no text, or that its encoding was guessed wrongly.
    static void checkCharacters(String name, String text) throws Refusal {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw new Refusal(
                        new FileProblem.NotText(name, "it holds the control character %d".formatted((int) c)));
            }
        }
    }

    private static String decode(String name, byte[] bytes) throws Refusal {
        try {
            if (startsWith(bytes, UTF_8_MARK)) {
                return decode(bytes, UTF_8_MARK.length, StandardCharsets.UTF_8);
            }
            if (startsWith(bytes, UTF_16_BIG_MARK)) {
                return decode(bytes, UTF_16_BIG_MARK.length, StandardCharsets.UTF_16BE);
            }
            if (startsWith(bytes, UTF_16_LITTLE_MARK)) {
                return decode(bytes, UTF_16_LITTLE_MARK.length, StandardCharsets.UTF_16LE);
            }
            return decodeUnmarked(bytes);
        } catch (CharacterCodingException _) {
            throw new Refusal(new FileProblem.NotText(name, "it holds bytes that are no characters"));
        }
    }

    private static String decodeUnmarked(byte[] bytes) throws CharacterCodingException {
        try {
            return decode(bytes, 0, StandardCharsets.UTF_8);
        } catch (CharacterCodingException _) {
            return decode(bytes, 0, Charset.forName("windows-1252"));
        }
    }

    private static String decode(byte[] bytes, int from, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                .toString();
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }
}
