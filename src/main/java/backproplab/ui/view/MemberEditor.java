package backproplab.ui.view;

import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Values;

import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A member of a catalog: a menu of its entries, and under it a control for each setting of the chosen one.
final class MemberEditor<T> extends VBox {
    private final String label;
    private final Naming naming;
    private final Catalog<T> catalog;
    private final Listener<T> listener;
    private final ComboBox<Entry<T>> menu = new ComboBox<>();
    private final VBox settings = new VBox();
    private @Nullable SettingsEditor editor;
    private String edited = "";
    private boolean showing;

    /// Where the name of the menu stands.
    enum Naming {
        /// Before it.
        LABEL,
        /// In a heading above it.
        HEADING,
        /// In the menu itself, before the member: `weights: Normal`.
        INSIDE
    }

    /// Whoever wants to know.
    interface Listener<T> {
        /// A slider moves; others will follow.
        void preview(T member);

        void commit(T member);

        /// Another entry was chosen in the menu.
        default T chosen(Entry<T> entry) {
            return entry.standard();
        }
    }

    /// @param id of the menu; that of a setting's control is `setting-<id>`
    MemberEditor(String id, String label, Naming naming, String help, Catalog<T> catalog, Listener<T> listener) {
        super(2);
        this.label = label;
        this.naming = naming;
        this.catalog = catalog;
        this.listener = listener;
        menu.setId(id);
        menu.getItems().setAll(catalog.entries());
        menu.setConverter(Texts.of(it -> (naming == Naming.INSIDE ? label + ": " : "") + it.label()));
        menu.setCellFactory(_ -> new EntryCell<>());
        menu.setVisibleRowCount(14);
        menu.setOnAction(_ -> {
            Entry<T> chosen = menu.getValue();
            if (!showing && chosen != null && !chosen.id().equals(edited)) {
                listener.commit(listener.chosen(chosen));
            }
        });
        HBox row = row(label, menu, help);
        if (naming != Naming.LABEL) {
            row.getChildren().setAll(menu);
        }
        getChildren().setAll(row, settings);
    }

    /// A menu with its name before it, as the controls of settings have it.
    static HBox row(String label, Control menu, String help) {
        Label name = new Label(label);
        name.getStyleClass().add("setting-name");
        name.setLabelFor(menu);
        name.setTooltip(new Tooltip(help));
        menu.setTooltip(new Tooltip(help));
        menu.setAccessibleText(label);
        menu.setAccessibleHelp(help);
        menu.setMaxWidth(Double.MAX_VALUE);
        menu.setMinWidth(60);
        menu.setPrefWidth(60);
        HBox.setHgrow(menu, Priority.ALWAYS);
        HBox row = new HBox(6, name, menu);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// What the menu has from now on; what is shown comes first when it is none of these.
    void offer(List<Entry<T>> entries) {
        if (!menu.getItems().equals(entries)) {
            showing = true;
            Entry<T> value = menu.getValue();
            menu.getItems().setAll(entries);
            menu.setValue(value);
            showing = false;
        }
    }

    /// The member has become this elsewhere, or by the edit itself.
    void show(T member) {
        Catalog.Description description = catalog.describe(member);
        Entry<T> entry = catalog.get(description.id());
        showing = true;
        menu.setValue(entry);
        showing = false;
        if (!entry.id().equals(edited)) {
            edited = entry.id();
            edit(entry, description.values());
        } else if (editor != null) {
            editor.show(description.values());
        }
    }

    /// There are several members that differ.
    void showNone(String prompt) {
        showing = true;
        menu.setValue(null);
        menu.setPromptText(naming == Naming.INSIDE ? label + ": " + prompt : prompt);
        showing = false;
        edited = "";
        editor = null;
        settings.getChildren().clear();
    }

    private void edit(Entry<T> entry, Values values) {
        settings.getChildren().clear();
        editor = null;
        if (entry.settings().isEmpty()) {
            return;
        }
        SettingsEditor made =
                SettingsEditor.of(
                        entry,
                        values,
                        new SettingsEditor.Listener() {
                            @Override
                            public void preview(Values now) {
                                listener.preview(entry.create(now.asMap()));
                            }

                            @Override
                            public void commit(Values now) {
                                listener.commit(entry.create(now.asMap()));
                            }
                        });
        editor = made;
        settings.getChildren().add(made);
    }
}
