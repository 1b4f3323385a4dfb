package backproplab.ui.viewmodel;

import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.network.Parameters;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The numbers of a check that a list shows, in their order. Immutable.
public final class CheckRows {
    private final Checked checked;
    private final Wish wish;
    private final List<CheckedNumber> numbers;
    private final NumberNames names;

    /// Which numbers there are to see.
    public enum Show {
        ALL,
        FAILING,
        KINKS
    }

    /// By which column the rows are sorted, and how.
    public record Sort(CheckColumn column, TableSort.Direction direction) {}

    /// What is to be listed.
    ///
    /// @param tensor the only one; empty for all
    /// @param sort empty for the order of the network
    public record Wish(Show show, Optional<Parameters.Key> tensor, Optional<Sort> sort) {}

    private CheckRows(Checked checked, Wish wish, List<CheckedNumber> numbers) {
        this.checked = checked;
        this.wish = wish;
        this.numbers = numbers;
        this.names = new NumberNames(checked.names());
    }

    /// Takes its time where the numbers are many.
    static CheckRows of(Checked checked, Wish wish) {
        List<CheckedNumber> wanted =
                checked.report().tensors().stream()
                        .filter(it -> wish.tensor().isEmpty() || wish.tensor().get().equals(it.key()))
                        .map(CheckReport.TensorCheck::numbers)
                        .flatMap(List::stream)
                        .filter(it -> isShown(it, wish.show()))
                        .toList();
        return new CheckRows(checked, wish, wish.sort().map(it -> sorted(wanted, it)).orElse(wanted));
    }

    private static boolean isShown(CheckedNumber number, Show show) {
        return switch (show) {
            case ALL -> true;
            case FAILING -> number.verdict() == Verdict.FAIL;
            case KINKS -> number.verdict() == Verdict.KINK;
        };
    }

    /// Those without a number in the column come last, equal ones stay as they are.
    private static List<CheckedNumber> sorted(List<CheckedNumber> numbers, Sort sort) {
        double[] keys = new double[numbers.size()];
        boolean[] has = new boolean[numbers.size()];
        for (int i = 0; i < keys.length; i++) {
            OptionalDouble key = key(numbers.get(i), sort.column(), i);
            has[i] = key.isPresent();
            keys[i] = key.orElse(0);
        }
        Comparator<Integer> byKey =
                switch (sort.direction()) {
                    case LARGEST -> Comparator.comparingDouble((Integer it) -> Math.abs(keys[it])).reversed();
                    case FALLING -> Comparator.comparingDouble((Integer it) -> keys[it]).reversed();
                    case RISING -> Comparator.comparingDouble(it -> keys[it]);
                };
        Stream<Integer> sorted = IntStream.range(0, keys.length).boxed().filter(it -> has[it]).sorted(byKey);
        return Stream.concat(sorted, IntStream.range(0, keys.length).boxed().filter(it -> !has[it]))
                .map(numbers::get)
                .toList();
    }

    /// @param position in the order of the network
    private static OptionalDouble key(CheckedNumber number, CheckColumn column, int position) {
        return switch (column) {
            case LETTER, PLACE -> OptionalDouble.of(position);
            case VERDICT -> OptionalDouble.of(rank(number));
            case UNIT -> number.kink().map(it -> OptionalDouble.of(it.unit())).orElse(OptionalDouble.empty());
            case SAMPLE -> number.kink().map(it -> OptionalDouble.of(it.sample())).orElse(OptionalDouble.empty());
            default -> column.number(number);
        };
    }

    private static int rank(CheckedNumber number) {
        return switch (number.verdict()) {
            case FAIL -> 0;
            case KINK -> 1;
            case OK -> number.isResolved() ? 3 : 2;
        };
    }

    public Checked checked() {
        return checked;
    }

    public Wish wish() {
        return wish;
    }

    public List<CheckColumn> columns() {
        return wish.show() == Show.KINKS ? CheckColumn.OF_KINKS : CheckColumn.OF_NUMBERS;
    }

    public int size() {
        return numbers.size();
    }

    public CheckedNumber at(int position) {
        return numbers.get(position);
    }

    public String name(int position, CheckColumn column) {
        return column.name(at(position), checked, names);
    }

    public OptionalDouble number(int position, CheckColumn column) {
        return column.number(at(position));
    }

    /// Where a number is shown; −1 when it is not.
    public int positionOf(NumberId id) {
        for (int i = 0; i < numbers.size(); i++) {
            CheckedNumber it = numbers.get(i);
            if (it.index() == id.index() && it.key().equals(id.key())) {
                return i;
            }
        }
        return -1;
    }

    /// With tabs between the fields, as spreadsheets paste it.
    ///
    /// @param positions of the rows
    public String tabbed(IntStream positions) {
        return text(positions, "\t", "\n");
    }

    /// All rows as RFC 4180 has it, with numbers that read back to the same double.
    public String csv() {
        return text(IntStream.range(0, size()), ",", "\r\n");
    }

    private String text(IntStream positions, String separator, String end) {
        StringBuilder text = new StringBuilder();
        text.append(
                        Stream.concat(
                                        Stream.of("layer", "tensor", "index", "value", "h", "uncertainty"),
                                        allColumns().map(CheckColumn::fileName))
                                .collect(Collectors.joining(separator)))
                .append(end);
        positions.forEach(position -> {
            CheckedNumber it = at(position);
            Stream<String> own =
                    Stream.of(
                            it.key().layer(),
                            it.key().name(),
                            String.valueOf(it.index()),
                            String.valueOf(it.value()),
                            String.valueOf(it.h()),
                            String.valueOf(it.uncertainty()));
            text.append(
                            Stream.concat(own, allColumns().map(column -> field(position, column)))
                                    .map(field -> TableText.quoted(field, separator))
                                    .collect(Collectors.joining(separator)))
                    .append(end);
        });
        return text.toString();
    }

    /// Whatever is on the screen, text has all that there is to know.
    private static Stream<CheckColumn> allColumns() {
        return Stream.of(CheckColumn.values()).filter(it -> it != CheckColumn.LETTER);
    }

    private String field(int position, CheckColumn column) {
        OptionalDouble number = number(position, column);
        return number.isPresent() ? String.valueOf(number.getAsDouble()) : name(position, column);
    }
}
