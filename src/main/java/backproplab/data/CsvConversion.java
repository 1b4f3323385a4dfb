package backproplab.data;

import backproplab.catalog.Spelling;
import backproplab.data.CsvColumn.Kind;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A table on its way into a data set: chosen columns, checked cells, numbers.
final class CsvConversion {
    private final CsvTable table;
    private final List<CsvColumn> targets;
    private final List<CsvColumn> inputs;
    private final Set<CsvColumn> categories;
    private final Map<CsvColumn, CategoryNames> names = new HashMap<>();

    /// A column and where it goes in a row of the tensor.
    ///
    /// @param names none for a column of numbers
    private record Feature(CsvColumn column, int offset, @Nullable CategoryNames names) {}

    CsvConversion(CsvTable table, CsvColumns chosen) throws Refusal {
        this.table = table;
        Resolution resolution = new Resolution(table);
        List<CsvColumn> ignored = resolution.all(chosen.ignored());
        targets = chosen.targets().isEmpty() ? last(ignored) : resolution.all(chosen.targets());
        categories = new HashSet<>(resolution.all(chosen.categories()));
        List<CsvColumn> used = new ArrayList<>(ignored);
        used.addAll(targets);
        inputs = table.columns().stream().filter(it -> !used.contains(it)).toList();
        resolution.checkOnce(used);
        resolution.check();
        if (inputs.isEmpty() || targets.isEmpty()) {
            throw new Refusal(new CsvProblem.NoInputs(table.source(), table.columns().size()));
        }
        for (CsvColumn column : table.columns()) {
            if (column.kind() == Kind.WORDS) {
                categories.add(column);
            }
        }
    }

    private List<CsvColumn> last(List<CsvColumn> ignored) {
        return table.columns().reversed().stream().filter(it -> !ignored.contains(it)).limit(1).toList();
    }

    Dataset convert() throws Refusal {
        checkCells();
        collectNames();
        List<String> inputNames = new ArrayList<>();
        List<Feature> inputFeatures = features(inputs, inputNames);
        List<String> targetNames = new ArrayList<>();
        List<Feature> targetFeatures = features(targets, targetNames);
        Tensor input = zeros(inputNames.size());
        Tensor target = zeros(targetNames.size());
        int[] sample = {0};
        table.forEach((_, cells) -> {
            fill(input, sample[0], inputFeatures, cells);
            fill(target, sample[0], targetFeatures, cells);
            sample[0]++;
            return true;
        });
        Task task = isClass() ? new Task.Classes(Coding.ZERO_ONE) : Task.of(target);
        return Dataset.of(input, target, inputNames, targetNames, task);
    }

    private boolean isClass() {
        return targets.size() == 1 && categories.contains(targets.getFirst());
    }

    private void checkCells() throws Refusal {
        List<CsvProblem> problems = new ArrayList<>();
        long more = 0;
        for (CsvColumn column : table.columns()) {
            if (inputs.contains(column) || targets.contains(column)) {
                more += table.scanOf(column).addProblems(table.source(), column, categories.contains(column), problems);
            }
        }
        if (!problems.isEmpty()) {
            throw CsvTable.refusal(table.source(), problems, more);
        }
    }

    private void collectNames() throws Refusal {
        Map<CsvColumn, CategoryNames> full = new HashMap<>();
        for (CsvColumn column : categories) {
            if (inputs.contains(column) || targets.contains(column)) {
                names.put(column, new CategoryNames(column.kind() == Kind.NUMBERS, table.decimalMark()));
            }
        }
        if (names.isEmpty()) {
            return;
        }
        table.forEach((_, cells) -> {
            names.forEach((column, collected) -> {
                if (!collected.add(cells.get(column.number() - 1))) {
                    full.put(column, collected);
                }
            });
            return full.isEmpty();
        });
        for (CsvColumn column : full.keySet()) {
            throw new Refusal(new CsvProblem.TooManyNames(table.source(), column, CategoryNames.MOST));
        }
    }

    private List<Feature> features(List<CsvColumn> columns, List<String> labels) throws Refusal {
        List<Feature> features = new ArrayList<>();
        for (CsvColumn column : columns) {
            CategoryNames collected = names.get(column);
            features.add(new Feature(column, labels.size(), collected));
            if (collected == null) {
                labels.add(column.label());
                continue;
            }
            List<String> ordered = collected.inOrder();
            boolean classes = isClass() && targets.contains(column);
            if (classes && ordered.size() == 1) {
                throw new Refusal(new CsvProblem.OneClass(table.source(), column, ordered.getFirst()));
            }
            for (String name : ordered) {
                labels.add(classes ? name : column.label() + "=" + name);
            }
        }
        return features;
    }

    private Tensor zeros(int width) throws Refusal {
        long numbers = (long) table.rows() * width;
        if (numbers > Source.MOST_NUMBERS) {
            throw new Refusal(new FileProblem.TooLarge(table.source(), numbers, Source.MOST_NUMBERS, "numbers"));
        }
        return Tensor.zeros(table.rows(), width);
    }

    private void fill(Tensor tensor, int row, List<Feature> features, List<String> cells) {
        for (Feature feature : features) {
            String cell = cells.get(feature.column.number() - 1);
            if (feature.names == null) {
                tensor.set(row, feature.offset, CsvCell.number(CsvCell.strip(cell), table.decimalMark()));
            } else {
                tensor.set(row, feature.offset + feature.names.positionOf(cell), 1);
            }
        }
    }

    /// Finds the columns that a user named, and gathers what is wrong with the names.
    private static final class Resolution {
        private final CsvTable table;
        private final List<CsvProblem> problems = new ArrayList<>();

        Resolution(CsvTable table) {
            this.table = table;
        }

        List<CsvColumn> all(List<ColumnRef> given) {
            List<CsvColumn> found = new ArrayList<>();
            for (ColumnRef ref : given) {
                List<CsvColumn> matching = table.columns().stream().filter(it -> matches(it, ref)).toList();
                if (matching.isEmpty()) {
                    problems.add(new CsvProblem.UnknownColumn(table.source(), ref, hint(ref)));
                } else if (matching.size() > 1) {
                    problems.add(
                            new CsvProblem.AmbiguousColumn(
                                    table.source(),
                                    matching.getFirst().name(),
                                    matching.get(0).number(),
                                    matching.get(1).number()));
                } else {
                    found.add(matching.getFirst());
                }
            }
            return found;
        }

        private static boolean matches(CsvColumn column, ColumnRef ref) {
            return switch (ref) {
                case ColumnRef.Named(String name) ->
                        !column.name().isEmpty() && column.name().equals(CsvCell.strip(name));
                case ColumnRef.Numbered(int number) -> column.number() == number;
            };
        }

        private String hint(ColumnRef ref) {
            List<String> names = table.columns().stream().map(CsvColumn::name).filter(it -> !it.isEmpty()).toList();
            return switch (ref) {
                case ColumnRef.Named(String name) ->
                        Spelling.nearest(name, names)
                                .map("did you mean `%s`?"::formatted)
                                .orElse(
                                        names.isEmpty()
                                                ? "there is no header: name columns by number"
                                                : "take one of " + String.join(", ", names));
                case ColumnRef.Numbered _ -> "columns are counted from 1 to " + table.columns().size();
            };
        }

        void checkOnce(List<CsvColumn> used) {
            Set<CsvColumn> seen = new HashSet<>();
            for (CsvColumn column : used) {
                if (!seen.add(column)) {
                    problems.add(new CsvProblem.UsedTwice(table.source(), column));
                }
            }
        }

        void check() throws Refusal {
            if (!problems.isEmpty()) {
                throw CsvTable.refusal(table.source(), problems, 0);
            }
        }
    }
}
