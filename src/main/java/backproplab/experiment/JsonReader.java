package backproplab.experiment;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// From text to [Json]. Numbers that are not finite are read, so that whoever wants one can refuse it at its place; a
/// field that stands twice in an object is refused here.
final class JsonReader {
    /// Far more than any experiment needs, and far from the end of the stack.
    static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    private final JsonParser parser;
    private final Problems problems;

    private JsonReader(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    static Optional<Json> read(String text, Problems problems) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), new StringReader(text))) {
            return new JsonReader(parser, problems).document();
        }
    }

    /// @param bytes in UTF-8, -16 or -32
    static Optional<Json> read(InputStream bytes, Problems problems) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            return new JsonReader(parser, problems).document();
        }
    }

    private Optional<Json> document() {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                problems.add(Pointer.ROOT, "the file is empty", "start from one of the sample networks");
                return Optional.empty();
            }
            Json document = value(first);
            if (parser.nextToken() != null) {
                problems.add(
                        Pointer.ROOT,
                        place(parser.currentTokenLocation()) + "something follows the end of the document",
                        "a file holds one object; remove what stands after its closing brace");
            }
            return Optional.of(document);
        } catch (StreamConstraintsException e) {
            problems.add(
                    Pointer.ROOT, place(e.getLocation()) + tooMuch(e), "no experiment needs that; correct the file");
        } catch (UnexpectedEndOfInputException e) {
            problems.add(
                    Pointer.ROOT,
                    place(e.getLocation()) + "the file ends in the middle",
                    "close what is open, or take a complete copy of the file");
        } catch (JacksonIOException e) {
            problems.add(Pointer.ROOT, "the file cannot be read: " + e.getOriginalMessage(), "save it as UTF-8 text");
        } catch (JacksonException e) {
            problems.add(
                    Pointer.ROOT,
                    place(e.getLocation()) + "this is not JSON: " + sentence(e.getOriginalMessage()),
                    "look for a missing comma, quote or bracket just before that place");
        }
        return Optional.empty();
    }

    private Json value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new Json.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> new Json.Flag(true);
            case VALUE_FALSE -> new Json.Flag(false);
            case VALUE_NULL -> new Json.Nothing();
            default -> throw new IllegalStateException("a value cannot start with " + token);
        };
    }

    private Json object() {
        SequencedMap<String, Json> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            boolean again = fields.containsKey(name);
            if (again) {
                problems.add(
                        here(),
                        place(parser.currentTokenLocation()) + "`%s` stands here a second time".formatted(name),
                        "keep one of the two");
            }
            Json value = value(parser.nextToken());
            if (!again) {
                fields.put(name, value);
            }
        }
        return new Json.Fields(fields);
    }

    private Json array() {
        double[] numbers = new double[8];
        int count = 0;
        JsonToken token = parser.nextToken();
        for (; token.isNumeric(); token = parser.nextToken()) {
            double number = parser.getDoubleValue();
            if (!Double.isFinite(number)) {
                break;
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
        }
        if (token == JsonToken.END_ARRAY && count > 0) {
            return new Json.Numbers(Arrays.copyOf(numbers, count));
        }
        List<Json> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(Json.of(numbers[i]));
        }
        for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return new Json.Items(items);
    }

    private Json number() {
        String literal = parser.getString();
        boolean isWord = !Character.isDigit(literal.charAt(literal.length() - 1));
        return new Json.Numeral(isWord ? Double.toString(parser.getDoubleValue()) : literal);
    }

    private Pointer here() {
        Pointer place = Pointer.ROOT;
        String path = parser.streamReadContext().pathAsPointer().toString();
        for (String token : path.split("/", -1)) {
            place = token.isEmpty() ? place : place.field(token.replace("~1", "/").replace("~0", "~"));
        }
        return place;
    }

    private static String place(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : "line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String tooMuch(StreamConstraintsException e) {
        return e.getOriginalMessage().contains("depth")
                ? "more than %d objects and arrays lie in each other".formatted(MAX_DEPTH)
                : sentence(e.getOriginalMessage());
    }

    /// The parser's own words, as a part of a sentence of ours.
    private static String sentence(String message) {
        String first = message.lines().findFirst().orElse("").strip().replaceFirst("(?i)illegal", "unexpected");
        String stripped = first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
        return stripped.isEmpty() ? stripped : Character.toLowerCase(stripped.charAt(0)) + stripped.substring(1);
    }
}
