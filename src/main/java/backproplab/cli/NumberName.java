package backproplab.cli;

import backproplab.catalog.Spelling;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One number of a network as a command line names it, such as `hidden.weights[0][1]`.
///
/// @param indices one for each axis, from 0
/// @param index of the number in its tensor, row-major
record NumberName(Parameters.Key key, List<Integer> indices, int index) {
    private static final Pattern FORM = Pattern.compile("([^\\[\\]]+)((?:\\[\\d{1,9}\\])+)");
    private static final int MOST_NAMED = 12;

    NumberName {
        indices = List.copyOf(indices);
    }

    /// @param option that has the text, such as `--curve`
    /// @throws Refused for what is no number of these
    static NumberName of(String option, String text, Parameters parameters) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new Refused(
                    "`%s` needs LAYER.PARAMETER[INDEX], such as `%s`, got `%s`"
                            .formatted(option, last(parameters.trained().getFirst()), text));
        }
        Parameters.Parameter parameter = find(option, form.group(1), parameters);
        String brackets = form.group(2);
        List<Integer> indices =
                Arrays.stream(brackets.substring(1, brackets.length() - 1).split("]\\[", -1))
                        .map(Integer::valueOf)
                        .toList();
        Shape shape = parameter.value().shape();
        boolean exists = indices.size() == shape.rank();
        int index = 0;
        for (int axis = 0; exists && axis < shape.rank(); axis++) {
            exists = indices.get(axis) < shape.size(axis);
            index = index * shape.size(axis) + indices.get(axis);
        }
        if (!exists) {
            throw new Refused(
                    "`%s` names no number of `%s`, which has the shape %s: the last one is `%s`, got `%s`"
                            .formatted(option, parameter.key(), shape, last(parameter), text));
        }
        return new NumberName(parameter.key(), indices, index);
    }

    private static Parameters.Parameter find(String option, String name, Parameters parameters) {
        List<String> known = parameters.trained().stream().map(it -> it.key().toString()).toList();
        return parameters.trained().stream()
                .filter(it -> it.key().toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Refused(
                                "`%s`: no parameter `%s` is trained; %s"
                                        .formatted(option, name, wayOut(Spelling.nearest(name, known), known))));
    }

    private static String wayOut(Optional<String> nearest, List<String> known) {
        return nearest.map("did you mean `%s`?"::formatted)
                .orElseGet(() ->
                        known.stream().limit(MOST_NAMED).collect(Collectors.joining("`, `", "there are `", "`"))
                                + (known.size() > MOST_NAMED
                                        ? " and %d more".formatted(known.size() - MOST_NAMED)
                                        : ""));
    }

    /// The number of a tensor that stands last, which shows how many indices there are and how far they go.
    private static String last(Parameters.Parameter parameter) {
        Shape shape = parameter.value().shape();
        StringBuilder name = new StringBuilder(parameter.key().toString());
        for (int axis = 0; axis < shape.rank(); axis++) {
            name.append('[').append(shape.size(axis) - 1).append(']');
        }
        return name.toString();
    }

    @Override
    public String toString() {
        return key + indices.stream().map("[%d]"::formatted).collect(Collectors.joining());
    }
}
