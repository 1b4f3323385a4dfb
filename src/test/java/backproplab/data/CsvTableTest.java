package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.CsvColumn.Kind;
import backproplab.data.CsvFormat.DecimalMark;
import backproplab.data.CsvFormat.Header;
import backproplab.data.CsvFormat.Separator;
import backproplab.random.SeededRandom;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

class CsvTableTest {
    private static final CsvFormat AUTO = CsvFormat.ENTRY.standard();

    /// The table that many of the texts below say in their own way.
    private static final Tensor INPUT = Tensor.matrix(new double[][] {{1.5, -2}, {0.25, 4e3}});

    private static final Tensor TARGET = Tensor.matrix(new double[][] {{3}, {-0.5}});

    static Stream<Arguments> sameTable() {
        return Stream.of(
                same("header", "a,b,y\n1.5,-2,3\n0.25,4e3,-0.5\n"),
                same("no header", "1.5,-2,3\n0.25,4e3,-0.5\n"),
                same("no line break at the end", "a,b,y\n1.5,-2,3\n0.25,4e3,-0.5"),
                same("CRLF", "a,b,y\r\n1.5,-2,3\r\n0.25,4e3,-0.5\r\n"),
                same("CR", "a,b,y\r1.5,-2,3\r0.25,4e3,-0.5\r"),
                same("mixed line breaks", "a,b,y\r\n1.5,-2,3\n0.25,4e3,-0.5\r\n"),
                same("byte order mark", "\ufeffa,b,y\n1.5,-2,3\n0.25,4e3,-0.5\n"),
                same("byte order mark, no header", "\ufeff1.5,-2,3\n0.25,4e3,-0.5\n"),
                same("blank lines at the end", "a,b,y\n1.5,-2,3\n0.25,4e3,-0.5\n\n \n\r\n"),
                same("blank lines elsewhere", "\n\na,b,y\n\n1.5,-2,3\n\n0.25,4e3,-0.5\n"),
                same("rows of empty cells at the end", "a,b,y\n1.5,-2,3\n0.25,4e3,-0.5\n,,\n,,\n"),
                same("spaces", " a , b , y \n 1.5 ,  -2,3\n0.25, 4e3\t,\u00a0-0.5 \n"),
                same("quotes", "\"a\",\"b\",\"y\"\n\"1.5\",-2,3\n0.25,\"4e3\",\"-0.5\"\n"),
                same("spaces around quotes", "\"a\" , \"b\", \"y\"\n \"1.5\" , -2, 3\n0.25, \"4e3\" ,-0.5\n"),
                same("a name with separator, quote, break", "\"a,\"\"\n;\",b,y\n1.5,-2,3\n0.25,4e3,-0.5\n"),
                same("semicolons", "a;b;y\n1.5;-2;3\n0.25;4e3;-0.5\n"),
                same("semicolons and decimal commas", "a;b;y\n1,5;-2;3\n0,25;4e3;-0,5\n"),
                same("the same without header", "1,5;-2;3\n0,25;4e3;-0,5\n"),
                same("commas and quoted decimal commas", "a,b,y\n\"1,5\",-2,3\n\"0,25\",4e3,\"-0,5\"\n"),
                same("tabs", "a\tb\ty\n1.5\t-2\t3\n0.25\t4e3\t-0.5\n"),
                same("tabs and decimal commas", "a\tb\ty\n1,5\t-2\t3\n0,25\t4e3\t-0,5\n"),
                same("bars", "a|b|y\n1.5|-2|3\n0.25|4e3|-0.5\n"),
                same("spellings of numbers", "a,b,y\n+1.5,-2.,3.0e0\n.25,4E+3,-5e-1\n"),
                same("names that repeat", "a,a,a\n1.5,-2,3\n0.25,4e3,-0.5\n"),
                same("names that are missing", ",b,\n1.5,-2,3\n0.25,4e3,-0.5\n"));
    }

    private static Arguments same(String what, String text) {
        return Arguments.of(what, text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sameTable")
    void readsTheSameTableInManySpellings(String what, String text) {
        Dataset data = dataset(text);
        assertEquals(INPUT, data.input(), what);
        assertEquals(TARGET, data.target(), what);
        assertEquals(new Task.Regression(), data.task());
    }

    @ParameterizedTest
    @MethodSource("sameTable")
    void tellsTheSameFromBytes(String what, String text) {
        assertEquals(dataset(text), dataset(text.getBytes(StandardCharsets.UTF_8)), what);
    }

    @Test
    void namesComeFromTheHeader() {
        Dataset data = dataset(" width ,,\"the \"\"target\"\"\"\n1,2,3\n");
        assertEquals(List.of("width", "column 2"), data.inputNames());
        assertEquals(List.of("the \"target\""), data.targetNames());
        assertEquals(List.of("column 1"), dataset("1,2\n").inputNames());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "1,2|3,4! NO", // numbers in the first row
                "a,b|3,4! YES",
                "a,1|3,4! NO",
                "nan,b|3,4! NO", // a first row with a broken number is not made a header in silence
                "a,b|x,4! YES",
                "outlook,play|sunny,no|rainy,yes! YES", // words only, none comes again
                "sunny,no|rainy,yes|sunny,yes! NO", // words only, `sunny` comes again
                ",b|3,4! YES",
            })
    void findsOutWhetherThereIsAHeader(String text, Header expected) {
        assertEquals(expected, table(text.strip().replace('|', '\n'), AUTO).format().header());
    }

    @Test
    void whatIsGivenIsNotFoundOut() {
        CsvFormat yes = new CsvFormat(Separator.COMMA, DecimalMark.POINT, Header.YES);
        CsvTable years = table("2019,2020\n1,2\n3,4\n", yes);
        assertEquals("2019", years.columns().getFirst().name());
        assertEquals(2, years.rows());
        CsvFormat no = new CsvFormat(Separator.COMMA, DecimalMark.POINT, Header.NO);
        assertEquals(3, table("a,b\nc,d\ne,f\n", no).rows());
        CsvFormat semicolon = new CsvFormat(Separator.SEMICOLON, DecimalMark.COMMA, Header.NO);
        assertEquals(2, table("1,5;2,5\n", semicolon).columns().size());
        CsvFormat comma = new CsvFormat(Separator.COMMA, DecimalMark.POINT, Header.NO);
        assertEquals(3, table("1,5;2,5\n", comma).columns().size());
    }

    @Test
    void tellsTheFormatItFound() {
        CsvFormat found = table("a;b\n1,5;2\n", AUTO).format();
        assertEquals(new CsvFormat(Separator.SEMICOLON, DecimalMark.COMMA, Header.YES), found);
    }

    @Test
    void theSeparatorIsTheOneThatCutsAllRowsAlike() {
        assertEquals(List.of("a;b"), dataset("a;b,y\n1,2\n3,4\n").inputNames());
    }

    @Test
    void asManyPointsAsCommasMeanPoints() {
        assertEquals(DecimalMark.POINT, table("a;b\n1,5;2.5\n", AUTO).format().decimal());
        assertEquals(DecimalMark.COMMA, table("a;b\n1,5;2.5\n3,5;4\n", AUTO).format().decimal());
    }

    @Test
    void showsColumnsAndFirstRowsBeforeAnythingIsChosen() {
        CsvTable table = table("id,age,plan,note,odd\n1,31,basic,,5\n2,,plus,,x\n3,NA,basic,,y\n", AUTO);
        assertEquals(
                List.of(
                        new CsvColumn(1, "id", Kind.NUMBERS),
                        new CsvColumn(2, "age", Kind.NUMBERS),
                        new CsvColumn(3, "plan", Kind.WORDS),
                        new CsvColumn(4, "note", Kind.EMPTY),
                        new CsvColumn(5, "odd", Kind.MIXED)),
                table.columns());
        assertEquals(3, table.rows());
        assertEquals(List.of("2", "", "plus", "", "x"), table.preview().get(1));
        String many = "1,2\n".repeat(100);
        assertEquals(20, table(many, AUTO).preview().size());
        assertEquals(List.of("7", "8"), table("7,8\n1,2\n3,4\n", AUTO).preview().getFirst());
    }

    @Test
    void namesBecomeOneColumnEach() {
        Dataset data = dataset("size,color,class\n1,red,b\n2,blue,c\n3,red,a\n");
        assertEquals(List.of("size", "color=blue", "color=red"), data.inputNames());
        assertEquals(Tensor.matrix(new double[][] {{1, 0, 1}, {2, 1, 0}, {3, 0, 1}}), data.input());
        assertEquals(List.of("a", "b", "c"), data.classNames());
        assertEquals(Tensor.matrix(new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}), data.target());
        assertEquals(new Task.Classes(Coding.ZERO_ONE), data.task());
    }

    @Test
    void aQuoteInsideAWordIsAnOrdinaryCharacter() {
        assertEquals(List.of("5\" pipe", "a \"b\" c"), dataset("x,y\n1,5\" pipe\n2,a \"b\" c\n").classNames());
    }

    @Test
    void theOrderOfNamesDoesNotDependOnTheRows() {
        assertEquals(dataset("x,y\n1,b\n2,a\n").targetNames(), dataset("x,y\n2,a\n1,b\n").targetNames());
    }

    @Test
    void numbersCanBeNames() {
        CsvColumns digits = new CsvColumns(List.of(named("digit")), List.of(), List.of(named("digit")));
        Dataset data = loaded(table("digit,p1,p2\n10,0,1\n9,1,0\n9.0,5,5\n", AUTO).toDataset(digits));
        assertEquals(List.of("9", "10"), data.classNames()); // by size, not by letters; 9.0 is 9
        assertEquals(1, data.classOf(0));
        assertEquals(0, data.classOf(1));
        assertEquals(0, data.classOf(2));
        assertEquals(List.of("p1", "p2"), data.inputNames());
    }

    @Test
    void thereIsOneZero() {
        CsvColumns last = new CsvColumns(List.of(), List.of(), List.of(named("y")));
        Dataset data = loaded(table("x,y\n1,0\n2,-0\n3,1\n", AUTO).toDataset(last));
        assertEquals(List.of("0", "1"), data.classNames());
    }

    @Test
    void wordsAmongNumbersAreTakenWhereNamesAreMeant() {
        CsvColumns names = new CsvColumns(List.of(), List.of(), List.of(named("block")));
        Dataset data = loaded(table("block,y\n1,5\n2a,6\nNA,7\n", AUTO).toDataset(names));
        assertEquals(List.of("block=1", "block=2a", "block=NA"), data.inputNames());
    }

    @Test
    void columnsAreChosenByNameOrNumber() {
        CsvTable table = table("id,a,b,c\n7,1,2,3\n8,4,5,6\n", AUTO);
        Dataset data =
                loaded(
                        table.toDataset(
                                new CsvColumns(List.of(numbered(3), named(" a ")), List.of(named("id")), List.of())));
        assertEquals(List.of("b", "a"), data.targetNames()); // in the order given
        assertEquals(Tensor.matrix(new double[][] {{2, 1}, {5, 4}}), data.target());
        assertEquals(List.of("c"), data.inputNames());
    }

    @Test
    void theLastColumnThatIsNotIgnoredIsTheTarget() {
        CsvTable table = table("a,b,c\n1,2,3\n", AUTO);
        Dataset data = loaded(table.toDataset(new CsvColumns(List.of(), List.of(numbered(3)), List.of())));
        assertEquals(List.of("b"), data.targetNames());
    }

    @Test
    void targetsThatAreOneHotAlreadyAreClasses() {
        CsvColumns two = new CsvColumns(List.of(numbered(2), numbered(3)), List.of(), List.of());
        Dataset data = loaded(table("x,cat,dog\n1,1,0\n2,0,1\n", AUTO).toDataset(two));
        assertEquals(new Task.Classes(Coding.ZERO_ONE), data.task());
        assertEquals(List.of("cat", "dog"), data.classNames());
    }

    @Test
    void ignoredColumnsMayHoldAnything() {
        String text = "a,note,y\n1,,2\n3,NaN,4\n5,x,6\n7,1,8\n";
        CsvColumns without = new CsvColumns(List.of(), List.of(named("note")), List.of());
        assertEquals(List.of("a"), loaded(table(text, AUTO).toDataset(without)).inputNames());
    }

    @Test
    void marksOfMissingValuesAreWordsAmongWords() {
        assertEquals(List.of("-", "NA", "some"), dataset("x,y\n1,NA\n2,some\n3,-\n4,some\n").classNames());
    }

    static Stream<Arguments> nasty() {
        return Stream.of(
                nasty("", "`people.csv` is empty"),
                nasty(" \n\n\t\n", "`people.csv` is empty"),
                nasty("a,b\n", "`people.csv` has a header and no rows"),
                nasty("1\n2\n", "`people.csv` has 1 column, none of which is left as an input"),
                nasty("a,b\n1,2\n3\n", "`people.csv` row 3 has 1 cell, the first row has 2"),
                nasty("a,b\n1,2\n3,4,5\n", "`people.csv` row 3 has 3 cells, the first row has 2"),
                nasty("a,b\n1,2,\n", "`people.csv` row 2 has 3 cells, the first row has 2"),
                nasty("a,b\n\n1,2\n3\n", "`people.csv` row 4 has 1 cell, the first row has 2"),
                nasty("age,y\n1,2\n,4\n", "`people.csv` row 3, column `age` (1): the value is missing"),
                nasty("age,y\n1,2\n \t,4\n", "`people.csv` row 3, column `age` (1): the value is missing"),
                nasty("age,y\n1,2\n\"\",4\n", "`people.csv` row 3, column `age` (1): the value is missing"),
                nasty("1,2\n3,\n", "`people.csv` row 2, column 2: the value is missing"),
                nasty("age,y\n1,2\n,\n3,4\n", "`people.csv` row 3, column `age` (1): the value is missing"),
                nasty("plan,y\nplus,2\n,4\n", "`people.csv` row 3, column `plan` (1): the value is missing"),
                nasty("age,y\n1,2\nNA,4\n", "`people.csv` row 3, column `age` (1): `NA` is no value"),
                nasty("age,y\n1,2\n?,4\n", "`people.csv` row 3, column `age` (1): `?` is no value"),
                nasty("age,y\nnull,2\n1,4\n", "`people.csv` row 2, column `age` (1): `null` is no value"),
                nasty("age,y\n1,2\nNaN,4\n", "`people.csv` row 3, column `age` (1): `NaN` is no finite number"),
                nasty("age,y\n1,2\n3,-Inf\n", "`people.csv` row 3, column `y` (2): `-Inf` is no finite number"),
                nasty("age,y\n1,2\n3,∞\n", "`people.csv` row 3, column `y` (2): `∞` is no finite number"),
                nasty("age,y\n1,2\n1e999,4\n", "`people.csv` row 3, column `age` (1): `1e999` is no finite number"),
                nasty(
                        "age,y\n1,2\n31x,4\n5,6\n",
                        "`people.csv` row 3, column `age` (1): `31x` does not fit `1` in row 2: "
                                + "numbers and words are mixed"),
                nasty("age,y\nold,2\n3,4\nyoung,6\n", "`people.csv` row 3, column `age` (1): `3` does not fit `old`"),
                nasty("age,y\n1,2\n0x1p3,4\n5,6\n", "`0x1p3` does not fit"),
                nasty("age,y\n1,2\n1d,4\n5,6\n", "`1d` does not fit"),
                nasty("age,y\n1,2\n1_000,4\n5,6\n", "`1_000` does not fit"),
                nasty("age,y\n1,2\n1 000,4\n5,6\n", "`1 000` does not fit"),
                nasty("age,y\n1,2\n1e,4\n5,6\n", "`1e` does not fit"),
                nasty("age;y\n1,5;2\n1.234,5;4\n5;6\n", "`1.234,5` does not fit"),
                nasty("age,y\n1,2\n--1,4\n5,6\n", "`--1` does not fit"),
                nasty("age,note,y\n1,,2\n3,,4\n", "`people.csv` column `note` (2) holds no values"),
                nasty("age,y\n1,\n3,\n", "`people.csv` column `y` (2) holds no values"),
                nasty("x,y\n1,no\n2,no\n", "`people.csv` column `y` (2) is a target and holds `no` in every row"),
                nasty("a,b\n\"1,2\n3,4\n", "`people.csv` row 2 cannot be cut into cells: unclosed quoted field"),
                nasty("a,b\n\"1\"x,2\n", "`people.csv` row 2 cannot be cut into cells: unexpected character"),
                nasty("a,b\n1,2\u0000\n", "`people.csv` is not a text file: it holds the control character 0"));
    }

    private static Arguments nasty(String text, String message) {
        return Arguments.of(text, message);
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void refusesWithThePlace(String text, String message) {
        DataProblem problem = problems(read(text)).getFirst();
        assertTrue(problem.message().startsWith(message) || problem.message().contains(message), problem.message());
        assertEquals("people.csv", problem.source());
        assertTrue(!problem.hint().isEmpty() && !problem.hint().endsWith("."), problem.hint());
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        CsvTable table = table("age,weight,weight\n1,2,3\n", AUTO);
        assertEquals(
                List.of("`people.csv` has no column `agee`: did you mean `age`?"),
                messages(table, List.of(named("agee")), List.of()));
        assertEquals(
                List.of("`people.csv` has no column 4: columns are counted from 1 to 3"),
                messages(table, List.of(numbered(4)), List.of()));
        assertEquals(
                List.of("`people.csv` has no column 0: columns are counted from 1 to 3"),
                messages(table, List.of(), List.of(numbered(0))));
        assertEquals(
                List.of(
                        "`people.csv` has two columns `weight`: 2 and 3: "
                                + "say which one by its number, or rename one in the header"),
                messages(table, List.of(named("weight")), List.of()));
        assertEquals(
                List.of("`people.csv` column `age` (1) is listed twice in `targets` and `ignored`: list it once"),
                messages(table, List.of(named("age")), List.of(numbered(1))));
        assertEquals(
                List.of(
                        "`people.csv` has 3 columns, none of which is left as an input: "
                                + "list fewer columns in `targets` or `ignored`"),
                messages(table, List.of(numbered(1), numbered(2), numbered(3)), List.of()));
        assertEquals(
                List.of("`people.csv` has no column `age`: there is no header: name columns by number"),
                messages(table("1,2\n", AUTO), List.of(named("age")), List.of()));
    }

    private static List<String> messages(CsvTable table, List<ColumnRef> targets, List<ColumnRef> ignored) {
        return problems(table.toDataset(new CsvColumns(targets, ignored, List.of()))).stream()
                .map(it -> it.message() + ": " + it.hint())
                .toList();
    }

    @Test
    void tellsTheFirstProblemsAndHowManyMoreThereAre() {
        List<DataProblem> cells = problems(read("age,y\n" + "1,2\nx,2\n,2\n".repeat(30).replace('x', '?')));
        assertEquals(21, cells.size());
        assertEquals("`people.csv` holds 40 more problems like these", cells.getLast().message()); // 60 in all
        List<DataProblem> ragged = problems(read("a,b\n" + "1\n".repeat(25)));
        assertEquals(21, ragged.size());
        assertEquals("`people.csv` holds 5 more problems like these", ragged.getLast().message());
    }

    @Test
    void everyCellIsToldOnceAndInTheOrderOfTheRows() {
        assertEquals(
                List.of(
                        "`people.csv` row 3, column `age` (1): the value is missing",
                        "`people.csv` row 3, column `y` (2): the value is missing"),
                problems(read("age,y\n1,2\n,\n3,4\n5,6\n")).stream().map(DataProblem::message).toList());
        assertEquals(
                List.of(
                        "`people.csv` row 1, column 1: `?` is no value",
                        "`people.csv` row 2, column 1: `?` is no value"),
                problems(read("?,1\n?,2\n3,4\n")).stream().map(DataProblem::message).toList());
    }

    @Test
    void refusesTooManyNames() {
        StringBuilder text = new StringBuilder("id,y\n");
        IntStream.range(0, 1001).forEach(it -> text.append("n").append(it).append(",1\n"));
        String message = problems(read(text.toString())).getFirst().message();
        assertEquals("`people.csv` column `id` (1) holds more than 1000 different names", message);
    }

    @Test
    void messagesQuoteLongCellsInPart() {
        String cell = "\"" + "long\nstory ".repeat(10) + "\"";
        String message = problems(read("x,y\n1,2\n" + cell + ",3\n4,5\n")).getFirst().message();
        assertTrue(message.contains("`long⏎story long⏎story long⏎story long⏎st…`"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "windows-1252"})
    void readsTheUsualEncodings(String charset) {
        String mark = charset.startsWith("UTF-16") ? "\ufeff" : "";
        byte[] bytes = (mark + "Größe,Maß\n1,2\n").getBytes(Charset.forName(charset));
        assertEquals(List.of("Größe"), dataset(bytes).inputNames());
    }

    @ParameterizedTest
    @MethodSource("notText")
    void refusesWhatIsNoText(byte[] bytes, String reason) {
        DataProblem problem = problems(CsvTable.read("people.csv", new ByteArrayInputStream(bytes), AUTO)).getFirst();
        assertTrue(problem.message().contains(reason), problem.message());
    }

    static Stream<Arguments> notText() throws IOException {
        return Stream.of(
                Arguments.of(new byte[] {'P', 'K', 3, 4, 20, 0}, "it is a zip archive or a spreadsheet"),
                Arguments.of(new byte[] {'a', ',', 0, '\n'}, "control character 0"),
                Arguments.of(new byte[] {'a', ',', (byte) 0x81, '\n'}, "bytes that are no characters"),
                Arguments.of(new byte[] {(byte) 0xff, (byte) 0xfe, 'a'}, "bytes that are no characters"),
                Arguments.of(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, (byte) 0xff}, "no characters"),
                Arguments.of(new byte[0], "is empty"),
                Arguments.of(Arrays.copyOf(gzip("1,2\n"), 15), "cannot be unpacked"));
    }

    @Test
    void readsFilesGzippedOrNot() throws IOException {
        String text = "a,y\n1,2\n";
        DataFile plain = new BytesFile("plain.csv", text.getBytes(StandardCharsets.UTF_8));
        DataFile packed = new BytesFile("packed.csv.gz", gzip(text));
        assertEquals(dataset(text), loaded(CsvTable.read(plain, AUTO).then(it -> it.toDataset(CsvColumns.STANDARD))));
        assertEquals(dataset(text), loaded(CsvTable.read(packed, AUTO).then(it -> it.toDataset(CsvColumns.STANDARD))));
    }

    /// Whatever is written comes back: random numbers in random spellings of the table.
    @Test
    void numbersComeBackAsTheSameDoubles() {
        SeededRandom random = new SeededRandom(17);
        for (int round = 0; round < 200; round++) {
            char separator = ";\t|".charAt(random.nextInt(3));
            boolean commas = random.nextBoolean();
            double[][] numbers = new double[1 + random.nextInt(5)][2 + random.nextInt(4)];
            StringBuilder text = new StringBuilder();
            for (double[] row : numbers) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = random.nextGaussian() * StrictMath.pow(10, random.nextInt(601) - 300);
                    String cell = Double.toString(row[i]);
                    text.append(i == 0 ? "" : separator).append(commas ? cell.replace('.', ',') : cell);
                }
                text.append('\n');
            }
            Dataset data = dataset(text.toString());
            for (int i = 0; i < numbers.length; i++) {
                int inputs = numbers[i].length - 1;
                assertArrayEquals(Arrays.copyOf(numbers[i], inputs), data.input().row(i));
                assertEquals(numbers[i][inputs], data.target().get(i));
            }
        }
    }

    /// Random texts from the characters that matter: each is read or refused, nothing is thrown.
    @Test
    void whateverIsReadIsLoadedOrRefused() {
        SeededRandom random = new SeededRandom(23);
        String alphabet = "111122223345..,,,,;\t|\"\n\n\n\r -eNAx\u00a0";
        int loaded = 0;
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (read(text.toString()) instanceof Read.Loaded<Dataset>) {
                loaded++;
            }
        }
        assertTrue(loaded > 100, loaded + " loaded");
    }

    private static CsvTable table(String text, CsvFormat format) {
        return loaded(CsvTable.parse("people.csv", text, format));
    }

    private static Read<Dataset> read(String text) {
        return CsvTable.parse("people.csv", text, AUTO).then(it -> it.toDataset(CsvColumns.STANDARD));
    }

    private static Dataset dataset(String text) {
        return loaded(read(text));
    }

    private static Dataset dataset(byte[] bytes) {
        return loaded(
                CsvTable.read("people.csv", new ByteArrayInputStream(bytes), AUTO)
                        .then(it -> it.toDataset(CsvColumns.STANDARD)));
    }

    private static ColumnRef named(String name) {
        return new ColumnRef.Named(name);
    }

    private static ColumnRef numbered(int number) {
        return new ColumnRef.Numbered(number);
    }

    private static <T> T loaded(Read<T> read) {
        return switch (read) {
            case Read.Loaded<T>(T value) -> value;
            case Read.Refused<T>(List<DataProblem> problems) -> throw new AssertionError(problems.getFirst().message());
        };
    }

    private static List<DataProblem> problems(Read<?> read) {
        return ((Read.Refused<?>) read).problems();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
