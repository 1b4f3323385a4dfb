package backproplab.experiment;

import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.data.BundledSets;
import backproplab.data.CsvFormat;
import backproplab.data.Generators;
import backproplab.data.IdxFormat;
import backproplab.initializer.Initializers;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunctions;
import backproplab.loss.Losses;
import backproplab.network.LossTerm;
import backproplab.optimizer.Clippings;
import backproplab.optimizer.Optimizers;

import java.util.ArrayList;
import java.util.List;

/// The JSON Schema of experiment files, made from the catalogs: with it an editor completes ids and settings, shows
/// their help, and marks what the program would refuse. Whether the parts of a file fit each other (the shape of a
/// matrix, the range of a target) is beyond a schema; that the reader alone can tell.
///
/// Draft 2020-12. The stored copy is `assets/experiment.schema.json`.
public final class ExperimentSchema {
    private static final String NUMBERS = "numbers";
    private static final String SHAPE = "shape";
    private static final String TENSORS = "tensors";
    private static final String ACTIVATION = "activation";
    private static final String INITIALIZER = "initializer";
    private static final String LAYER = "layer";
    private static final String LOSS = "loss";
    private static final String OPTIMIZER = "optimizer";
    private static final String CLIPPING = "clipping";
    private static final String DATA = "data";
    private static final String NETWORK = "network";
    private static final String TRAINING = "training";
    private static final String PROGRESS = "progress";

    private ExperimentSchema() {}

    public static Json.Fields generate() {
        Json.Builder schema = new Json.Builder();
        schema.put(ExperimentReader.SCHEMA, "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Backprop Lab experiment");
        schema.put("description", "One reproducible run: data, network, losses, optimizer and seed.");
        Properties file = new Properties();
        file.put(ExperimentReader.SCHEMA, described("string", "where this schema lies, for editors"));
        file.require(ExperimentReader.FORMAT, constant(Experiment.FORMAT));
        file.put(ExperimentReader.TITLE, described("string", "one line"));
        file.put(ExperimentReader.ABOUT, described("string", "what to look at, in Markdown"));
        file.put(ExperimentReader.SEED, described("integer", "of the data, their order, and of the weights"));
        file.put(ExperimentReader.WEIGHTS_SEED, described("integer", "of the weights alone"));
        file.require(ExperimentReader.DATA, reference(DATA));
        file.require(ExperimentReader.NETWORK, reference(NETWORK));
        file.require(ExperimentReader.LOSSES, listOf(reference(LOSS)));
        file.put(ExperimentReader.OPTIMIZER, reference(OPTIMIZER));
        file.put(ExperimentReader.TRAINING, reference(TRAINING));
        file.put(ExperimentReader.PROGRESS, reference(PROGRESS));
        file.put(ExperimentReader.VIEW, described("object", "what the window keeps"));
        file.into(schema);
        schema.put("$defs", definitions());
        return schema.build();
    }

    private static Json definitions() {
        Json.Builder definitions = new Json.Builder();
        definitions.put(NUMBERS, numbers());
        definitions.put(SHAPE, shape());
        definitions.put(TENSORS, mapOf(reference(NUMBERS)));
        definitions.put(DATA, data());
        definitions.put(NETWORK, network());
        definitions.put(LAYER, layer());
        definitions.put(ACTIVATION, members(OutputFunctions.CATALOG, _ -> {}));
        definitions.put(INITIALIZER, members(Initializers.CATALOG, _ -> {}));
        definitions.put(LOSS, members(Losses.CATALOG, ExperimentSchema::addLossFields));
        definitions.put(OPTIMIZER, members(Optimizers.CATALOG, ExperimentSchema::addUpdateFields));
        definitions.put(CLIPPING, members(Clippings.CATALOG, _ -> {}));
        Properties training = new Properties();
        training.put(TrainingOptions.SETTINGS);
        definitions.put(TRAINING, training.object());
        definitions.put(PROGRESS, progress());
        return definitions.build();
    }

    /// Nested arrays of numbers; that all rows are equally long no schema can say.
    private static Json numbers() {
        Json item =
                new Json.Builder().put("anyOf", new Json.Items(List.of(type("number"), reference(NUMBERS)))).build();
        return new Json.Builder().put("type", "array").put("minItems", Json.of(1)).put("items", item).build();
    }

    private static Json shape() {
        Json size = new Json.Builder().put("type", "integer").put("minimum", Json.of(1)).build();
        return new Json.Builder()
                .put("description", "the shape of one sample: [2] is two numbers, [1, 28, 28] a grey picture")
                .put("type", "array")
                .put("minItems", Json.of(1))
                .put("maxItems", Json.of(4))
                .put("items", size)
                .build();
    }

    private static Json data() {
        List<Json> sources = new ArrayList<>();
        Properties inline = new Properties();
        inline.require(DataReader.SOURCE, constant(DataReader.INLINE));
        inline.require(InlineReader.INPUTS, arrayOrMap(reference(NUMBERS)));
        inline.require(InlineReader.TARGETS, arrayOrMap(reference(NUMBERS)));
        sources.add(inline.object());
        for (var generator : Generators.CATALOG.entries()) {
            sources.add(member(DataReader.SOURCE, generator).object());
        }
        for (var set : BundledSets.CATALOG.entries()) {
            sources.add(member(DataReader.SOURCE, set).object());
        }
        Properties csv = member(DataReader.SOURCE, CsvFormat.ENTRY);
        csv.require(DataReader.PATH, described("string", "the file, from the folder of this one"));
        csv.put(InlineReader.TARGETS, columns("what should come out; the last column when there is nothing here"));
        csv.put(DataReader.IGNORED, columns("columns that are left out"));
        csv.put(DataReader.CATEGORIES, columns("columns whose values are names even where they look like numbers"));
        sources.add(csv.object());
        Properties idx = member(DataReader.SOURCE, IdxFormat.ENTRY);
        idx.require(DataReader.IMAGES, described("string", "the file with the images, from the folder of this one"));
        idx.require(DataReader.LABELS, described("string", "the file with their labels"));
        sources.add(idx.object());
        return oneOf(sources);
    }

    private static Json columns(String help) {
        Json item =
                oneOf(
                        List.of(
                                type("string"),
                                new Json.Builder().put("type", "integer").put("minimum", Json.of(1)).build()));
        return new Json.Builder()
                .put("description", help + "; by name, or by number from 1")
                .put("type", "array")
                .put("items", item)
                .build();
    }

    private static Json network() {
        Properties network = new Properties();
        network.require(NetworkReader.INPUT, arrayOrMap(reference(SHAPE)));
        network.require(NetworkReader.LAYERS, listOf(reference(LAYER)));
        return network.object();
    }

    private static Json layer() {
        List<Json> types = alternatives(Layers.CATALOG, ExperimentSchema::addLayerFields);
        Properties shared = new Properties();
        Json id =
                new Json.Builder()
                        .put("const", LayerReader.SHARED)
                        .put("title", "Shared")
                        .put(
                                "description",
                                "another use of the layer `of`, with its parameters; their gradients add up")
                        .build();
        shared.require(Members.TYPE, id);
        shared.require(LayerReader.OF, described("string", "the layer whose type, settings and parameters it has"));
        addWiring(shared);
        types.add(shared.object());
        return oneOf(types);
    }

    private static void addLayerFields(Properties layer) {
        addWiring(layer);
        layer.put(LayerReader.ACTIVATION, reference(ACTIVATION));
        layer.put(LayerReader.INITIALIZER, reference(INITIALIZER));
        layer.put(LayerReader.BIAS_INITIALIZER, reference(INITIALIZER));
        layer.put(LayerReader.PARAMETERS, reference(TENSORS));
        layer.put(LayerReader.STATE, reference(TENSORS));
    }

    private static void addWiring(Properties layer) {
        layer.require(LayerReader.NAME, new Json.Builder().put("type", "string").put("minLength", Json.of(1)).build());
        layer.put(
                LayerReader.INPUTS,
                new Json.Builder()
                        .put("description", "the names of what feeds the layer; the layer before it when absent")
                        .put("type", "array")
                        .put("minItems", Json.of(1))
                        .put("items", type("string"))
                        .build());
    }

    private static void addLossFields(Properties loss) {
        loss.put(LossReader.ON, described("string", "the layer; the last one when there is only one loss"));
        loss.put(LossTerm.SETTINGS);
    }

    private static void addUpdateFields(Properties optimizer) {
        optimizer.put(UpdateRuleReader.SETTINGS);
        optimizer.put(UpdateRuleReader.CLIP, reference(CLIPPING));
    }

    private static Json progress() {
        Properties progress = new Properties();
        Json count = new Json.Builder().put("type", "integer").put("minimum", Json.of(0)).build();
        progress.require(ProgressReader.STEP, count);
        progress.require(ProgressReader.EPOCH, count);
        progress.require(ProgressReader.BATCH, count);
        progress.require(ProgressReader.UPDATES, count);
        progress.put(ProgressReader.OPTIMIZER, mapOf(mapOf(reference(TENSORS))));
        return progress.object();
    }

    private interface Additions {
        void addTo(Properties properties);
    }

    private static <T> Json members(Catalog<T> catalog, Additions additions) {
        return oneOf(alternatives(catalog, additions));
    }

    private static <T> List<Json> alternatives(Catalog<T> catalog, Additions additions) {
        List<Json> members = new ArrayList<>();
        for (Entry<T> entry : catalog.entries()) {
            Properties member = member(Members.TYPE, entry);
            additions.addTo(member);
            members.add(member.object());
        }
        return members;
    }

    private static Properties member(String idField, Entry<?> entry) {
        Properties member = new Properties();
        Json id =
                new Json.Builder()
                        .put("const", entry.id())
                        .put("title", entry.label())
                        .put("description", entry.summary())
                        .build();
        member.require(idField, id);
        member.put(entry.settings());
        return member;
    }

    static Json setting(Setting setting) {
        Json.Builder schema = new Json.Builder().put("description", setting.help());
        switch (setting) {
            case Setting.Real real -> {
                schema.put("type", "number");
                putRange(schema, real.min(), real.max(), real.minExcluded());
            }
            case Setting.Reals reals -> {
                Json.Builder number = new Json.Builder().put("type", "number");
                putRange(number, reals.min(), reals.max(), false);
                Json one = number.build();
                Json several =
                        new Json.Builder().put("type", "array").put("minItems", Json.of(1)).put("items", one).build();
                schema.put("oneOf", new Json.Items(List.of(one, several)));
            }
            case Setting.Whole whole ->
                    schema.put("type", "integer")
                            .put("minimum", Json.of(whole.min()))
                            .put("maximum", Json.of(whole.max()));
            case Setting.Sizes sizes -> {
                Json one =
                        new Json.Builder()
                                .put("type", "integer")
                                .put("minimum", Json.of(sizes.min()))
                                .put("maximum", Json.of(sizes.max()))
                                .build();
                Json both =
                        new Json.Builder()
                                .put("type", "array")
                                .put("minItems", Json.of(2))
                                .put("maxItems", Json.of(2))
                                .put("items", one)
                                .build();
                schema.put("oneOf", new Json.Items(List.of(one, both)));
            }
            case Setting.Flag _ -> schema.put("type", "boolean");
            case Setting.Choice<?> choice ->
                    schema.put("enum", Json.array(choice.options(), it -> Json.of(choice.text(it))));
        }
        return schema.put("default", Members.json(setting, setting.standard())).build();
    }

    private static void putRange(Json.Builder number, double min, double max, boolean minExcluded) {
        if (min != -Double.MAX_VALUE) {
            number.put(minExcluded ? "exclusiveMinimum" : "minimum", min);
        }
        if (max != Double.MAX_VALUE) {
            number.put("maximum", max);
        }
    }

    private static Json reference(String definition) {
        return new Json.Builder().put("$ref", "#/$defs/" + definition).build();
    }

    private static Json type(String type) {
        return new Json.Builder().put("type", type).build();
    }

    private static Json described(String type, String description) {
        return new Json.Builder().put("description", description).put("type", type).build();
    }

    private static Json constant(String value) {
        return new Json.Builder().put("const", value).build();
    }

    private static Json listOf(Json item) {
        return new Json.Builder().put("type", "array").put("minItems", Json.of(1)).put("items", item).build();
    }

    private static Json mapOf(Json value) {
        return new Json.Builder().put("type", "object").put("additionalProperties", value).build();
    }

    /// One of them, or several by name.
    private static Json arrayOrMap(Json one) {
        return oneOf(List.of(one, mapOf(one)));
    }

    private static Json oneOf(List<Json> alternatives) {
        return new Json.Builder().put("oneOf", new Json.Items(alternatives)).build();
    }

    /// The fields of an object that has no others.
    private static final class Properties {
        private final Json.Builder fields = new Json.Builder();
        private final List<String> required = new ArrayList<>();

        void put(String name, Json schema) {
            fields.put(name, schema);
        }

        void put(List<Setting> settings) {
            settings.forEach(it -> put(it.id(), setting(it)));
        }

        void require(String name, Json schema) {
            put(name, schema);
            required.add(name);
        }

        Json object() {
            Json.Builder schema = new Json.Builder();
            into(schema);
            return schema.build();
        }

        void into(Json.Builder schema) {
            schema.put("type", "object").put("properties", fields.build());
            if (!required.isEmpty()) {
                schema.put("required", Json.array(required, Json::of));
            }
            schema.put("additionalProperties", Json.of(false));
        }
    }
}
