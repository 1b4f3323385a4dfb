package backproplab.experiment;

import java.util.HexFormat;
import java.util.Map;

/// From [Json] to text. Numbers are the shortest decimals that read back to the same double, and the order is that of
/// the value: same value, same text.
public final class JsonWriter {
    /// What fits into this many characters stands on one line.
    private static final int LINE = 100;

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private JsonWriter() {}

    /// All in one line, without its end.
    public static String compact(Json value) {
        JsonWriter writer = new JsonWriter();
        writer.inLine(value);
        return writer.text.toString();
    }

    /// To be read and compared by people: small things on one line, and of the large ones a row of a matrix a line.
    public static String pretty(Json value) {
        JsonWriter writer = new JsonWriter();
        writer.spread(value, "\n");
        return writer.text.append('\n').toString();
    }

    private void spread(Json value, String newLine) {
        int start = text.length();
        if (fits(value)) {
            inLine(value);
            if (text.length() - start <= LINE) {
                return;
            }
            text.setLength(start);
        }
        String inner = newLine + INDENT;
        switch (value) {
            case Json.Fields fields -> {
                String separator = "{";
                for (Map.Entry<String, Json> field : fields.byName().entrySet()) {
                    text.append(separator).append(inner);
                    quoted(field.getKey());
                    text.append(": ");
                    spread(field.getValue(), inner);
                    separator = ",";
                }
                text.append(newLine).append('}');
            }
            case Json.Items items -> {
                String separator = "[";
                for (Json item : items.values()) {
                    text.append(separator).append(inner);
                    spread(item, inner);
                    separator = ",";
                }
                text.append(newLine).append(']');
            }
            case Json.Numbers _, Json.Numeral _, Json.Text _, Json.Flag _, Json.Nothing _ -> inLine(value);
        }
    }

    /// Whether it is worth trying to put `value` on one line: a rough upper limit on its parts.
    private static boolean fits(Json value) {
        return parts(value, LINE / 2) >= 0;
    }

    /// What is left of `limit` after counting every value in `value`; negative when there are more.
    private static int parts(Json value, int limit) {
        int left = limit - 1;
        switch (value) {
            case Json.Fields fields -> {
                for (Json field : fields.byName().values()) {
                    left = left < 0 ? left : parts(field, left);
                }
            }
            case Json.Items items -> {
                for (Json item : items.values()) {
                    left = left < 0 ? left : parts(item, left);
                }
            }
            case Json.Numbers numbers -> left -= numbers.values().length;
            case Json.Numeral _, Json.Text _, Json.Flag _, Json.Nothing _ -> {}
        }
        return left;
    }

    private void inLine(Json value) {
        switch (value) {
            case Json.Fields fields -> {
                text.append('{');
                String separator = "";
                for (Map.Entry<String, Json> field : fields.byName().entrySet()) {
                    text.append(separator);
                    quoted(field.getKey());
                    text.append(": ");
                    inLine(field.getValue());
                    separator = ", ";
                }
                text.append('}');
            }
            case Json.Items items -> {
                text.append('[');
                String separator = "";
                for (Json item : items.values()) {
                    text.append(separator);
                    inLine(item);
                    separator = ", ";
                }
                text.append(']');
            }
            case Json.Numbers numbers -> {
                text.append('[');
                String separator = "";
                for (double number : numbers.values()) {
                    text.append(separator).append(Json.literal(number));
                    separator = ", ";
                }
                text.append(']');
            }
            case Json.Numeral number -> text.append(number.literal());
            case Json.Text it -> quoted(it.value());
            case Json.Flag flag -> text.append(flag.value());
            case Json.Nothing() -> text.append("null");
        }
    }

    private void quoted(String raw) {
        text.append('"');
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || (Character.isSurrogate(c) && !isPaired(raw, i))) {
                        text.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /// A surrogate without its other half has no UTF-8 form.
    private static boolean isPaired(String raw, int i) {
        return Character.isHighSurrogate(raw.charAt(i))
                ? i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(raw.charAt(i - 1));
    }
}
