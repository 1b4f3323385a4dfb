package backproplab.ui.app;

import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;

import java.util.List;

/// Every key, as F1 shows them.
final class KeysHelp {
    private static final List<String[]> OTHERS =
            List.of(
                    new String[] {"Tab, Shift+Tab", "to the next control, and back"},
                    new String[] {"F6, Shift+F6", "to the next view, and back"},
                    new String[] {"F11, Enter on a view", "the view fills the window, and back"},
                    new String[] {"← →", "on a chart: the values along the curve, with Shift in larger steps"},
                    new String[] {"Shift+F10", "on a chart: save or copy the picture"});

    private static final List<String[]> NETWORK =
            List.of(
                    new String[] {"← → ↑ ↓", "select another layer or unit"},
                    new String[] {"Shift+↑, Shift+↓", "more or fewer units"},
                    new String[] {"Insert, Delete", "add or remove a layer"},
                    new String[] {"O", "open or close a wide layer"},
                    new String[] {"U", "unroll a recurrent layer over time, or back; ← → another time step"},
                    new String[] {"W", "set the weights of the selected unit; Page Up and Down: the next unit"},
                    new String[] {"+ − 0", "closer, farther, all of it"});

    private static final List<String[]> STEPPING =
            List.of(
                    new String[] {"→ ←", "the next step, the one before"},
                    new String[] {"Page Down, Page Up", "the next phase, the one before (a slide clicker sends these)"},
                    new String[] {"Home, End", "the first step, the last one"},
                    new String[] {"Space, B or full stop", "play or stop"},
                    new String[] {"Esc", "back to the training"});

    private static final List<String[]> LIT =
            List.of(
                    new String[] {"W, Shift+W", "the next number that can be changed, the one before"},
                    new String[] {"↑ ↓", "more or less of it, with Shift in small steps: what if"},
                    new String[] {"Delete", "take it back"},
                    new String[] {"+ − 0", "closer, farther, all of it"});

    private static final List<String[]> NUMBERS =
            List.of(
                    new String[] {"↑ ↓, Ctrl+← Ctrl+→", "another row, another column"},
                    new String[] {"Enter", "go to the step that gives the number, or type a number that is given"},
                    new String[] {"F2, or a digit", "type a weight, a bias, an input or a target: what if"},
                    new String[] {"Ctrl+C", "copy the rows that are selected, or all"},
                    new String[] {"Ctrl+Home, Ctrl+End, Ctrl+Page Up, Ctrl+Page Down", "move within the table"});

    private static final List<String[]> CHECKING =
            List.of(
                    new String[] {"← → ↑ ↓", "on the map: another gradient"},
                    new String[] {"← →, with Shift by a power of ten", "on the curve: a smaller or larger ε"},
                    new String[] {"↑ ↓, Ctrl+C", "in the list: another gradient, copy the rows"},
                    new String[] {"Esc", "stop the check that runs, or back to the training"});

    private static final List<String[]> PRESENTING =
            List.of(
                    new String[] {"Page Down, Page Up", "the next view, the one before"},
                    new String[] {"B or full stop", "train or pause"},
                    new String[] {"Esc", "back to all views"});

    private KeysHelp() {}

    static void show(Window owner, List<Menus.Section> sections) {
        Dialog<Void> dialog = new Dialog<>();
        ScrollPane scroll = new ScrollPane(table(sections));
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(520);
        scroll.setPrefViewportWidth(640);
        dialog.getDialogPane().setContent(scroll);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.getDialogPane().setId("keys");
        Messages.prepare(dialog, owner, "Keys");
        dialog.show();
    }

    private static GridPane table(List<Menus.Section> sections) {
        GridPane table = new GridPane(24, 4);
        table.getStyleClass().add("keys-table");
        int row = 0;
        for (Menus.Section section : sections) {
            List<String[]> lines =
                    section.actions()
                            .filter(it -> !it.key().isEmpty())
                            .map(it -> new String[] {it.keyText(), it.text()})
                            .toList();
            row = add(table, row, section.title(), lines);
        }
        row = add(table, row, "While a view fills the window (a slide clicker sends these)", PRESENTING);
        row = add(table, row, "While stepping through a pass", STEPPING);
        row = add(table, row, "On the lit network", LIT);
        row = add(table, row, "In the table of numbers", NUMBERS);
        row = add(table, row, "While gradients are checked", CHECKING);
        row = add(table, row, "In the network view", NETWORK);
        add(table, row, "Moving about", OTHERS);
        return table;
    }

    private static int add(GridPane table, int from, String title, List<String[]> lines) {
        if (lines.isEmpty()) {
            return from;
        }
        int row = from;
        Label heading = new Label(title);
        heading.getStyleClass().add("keys-heading");
        table.add(heading, 0, row++, 2, 1);
        for (String[] line : lines) {
            Label key = new Label(line[0]);
            key.getStyleClass().add("keys-key");
            table.add(key, 0, row);
            table.add(new Label(line[1]), 1, row++);
        }
        return row;
    }
}
