package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.data.BundledSet;
import backproplab.data.BundledSets;
import backproplab.data.Generator;
import backproplab.data.Generators;
import backproplab.experiment.DataSource;
import backproplab.ui.viewmodel.DataChoice;
import backproplab.ui.viewmodel.DataWish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of the menu of data sources.
sealed interface SourceItem {
    String label();

    /// One sentence.
    String help();

    /// `before` with this source.
    DataWish applyTo(DataWish before);

    /// Whether the samples of `source` are of this line.
    boolean describes(DataSource source);

    record Generated(Entry<Generator> entry) implements SourceItem {
        @Override
        public String label() {
            return entry.label();
        }

        @Override
        public String help() {
            return entry.summary();
        }

        @Override
        public DataWish applyTo(DataWish before) {
            return before.from(new DataSource.Generated(DataWish.generator(entry, before.source())));
        }

        @Override
        public boolean describes(DataSource source) {
            return source instanceof DataSource.Generated(Generator generator) && entry.describes(generator);
        }
    }

    record Bundled(Entry<BundledSet> entry) implements SourceItem {
        @Override
        public String label() {
            return entry.label();
        }

        @Override
        public String help() {
            return entry.summary();
        }

        @Override
        public DataWish applyTo(DataWish before) {
            return before.from(new DataSource.Bundled(entry.standard()));
        }

        @Override
        public boolean describes(DataSource source) {
            return source instanceof DataSource.Bundled(BundledSet set) && entry.describes(set);
        }
    }

    /// Samples that were read, and are kept to come back to.
    record Read(DataChoice choice) implements SourceItem {
        @Override
        public String label() {
            return switch (choice.source()) {
                case DataSource.Csv csv -> name(csv.file());
                case DataSource.Idx idx -> name(idx.images());
                default -> "Samples of the file";
            };
        }

        private static String name(Path file) {
            Path name = file.getFileName();
            return name == null ? file.toString() : name.toString();
        }

        @Override
        public String help() {
            return switch (choice.source()) {
                case DataSource.Csv csv -> "a table, " + csv.file();
                case DataSource.Idx idx -> "images and labels, " + idx.images();
                default -> "samples that stand in the experiment itself";
            };
        }

        @Override
        public DataWish applyTo(DataWish before) {
            return before.from(choice.source(), choice.samples());
        }

        @Override
        public boolean describes(DataSource source) {
            return source.equals(choice.source());
        }
    }

    /// The whole menu.
    static List<SourceItem> menu(Optional<Read> read) {
        List<SourceItem> items = new ArrayList<>();
        read.ifPresent(items::add);
        Generators.CATALOG.entries().forEach(it -> items.add(new Generated(it)));
        BundledSets.CATALOG.entries().forEach(it -> items.add(new Bundled(it)));
        return items;
    }
}
