package backproplab.ui.app;

import backproplab.experiment.SampleNetwork;
import backproplab.ui.view.LabView;
import backproplab.ui.viewmodel.LabModel;

import java.util.ArrayList;
import java.util.List;

/// What the menu bar holds.
final class LabMenus {
    private LabMenus() {}

    static List<Menus.Section> of(LabWindow window) {
        LabModel model = window.model();
        FileDesk files = window.files();
        return List.of(
                Menus.Section.of(
                        "File",
                        Action.of("Open …", "Shortcut+O", files::open),
                        new Menus.More("Open recent", window::recent),
                        Action.of("Sample networks …", "Shortcut+G", window::askSample),
                        new Menus.Line(),
                        Action.of("Save", "Shortcut+S", files::save),
                        Action.of("Save as …", "Shortcut+Shift+S", files::saveAs),
                        new Menus.More("Export", () -> List.of(worksheet(window))),
                        new Menus.Line(),
                        Action.of("Quit", "Shortcut+Q", window::quit)),
                Menus.Section.of(
                        "Edit",
                        Action.of("Undo", "Shortcut+Z", model::undo).onlyWhen(model.canUndoProperty()),
                        Action.of("Redo", "Shortcut+Y", model::redo).onlyWhen(model.canRedoProperty())),
                Menus.Section.of(
                        "Run",
                        Action.of("Train or pause", "Space", model::toggleRunning),
                        Action.of("One step", "S", model::makeStep),
                        Action.of("To the end of the epoch", "E", model::finishEpoch),
                        new Menus.Line(),
                        Action.of("Reset to the same weights", "Shortcut+R", model::reset),
                        Action.of("New weights, from the next seed", "Shortcut+Shift+R", model::newWeights)),
                new Menus.Section("View", viewEntries(window)),
                new Menus.Section("Lessons", lessons(window)),
                Menus.Section.of(
                        "Help",
                        Action.of("About this experiment", "Shortcut+I", window::showAbout),
                        Action.of("Keys", "F1", window::showKeys)));
    }

    private static List<Menus.Entry> lessons(LabWindow window) {
        List<Menus.Entry> entries = new ArrayList<>();
        entries.add(Action.of("Find the bug …", "F8", window::findTheBug));
        entries.add(new Menus.Line());
        entries.addAll(samples(window.files()));
        return entries;
    }

    private static Action worksheet(LabWindow window) {
        return Action.of("Worksheet of a pass …", "", window::exportWorksheet);
    }

    private static List<Menus.Entry> viewEntries(LabWindow window) {
        MainWindow content = window.content();
        List<Menus.Entry> entries = new ArrayList<>();
        int number = 1;
        entries.add(Action.of("Step through one sample's pass, or back", "F4", () -> window.toggle(Perspective.STEPS)));
        entries.add(Action.of("Check the gradients, or back", "F7", () -> window.toggle(Perspective.CHECK)));
        entries.add(new Menus.Line());
        for (LabView view : content.viewsOf(Perspective.TRAINING)) {
            String text = view.title() + " fills the window";
            entries.add(Action.of(text, "Shortcut+" + number++, () -> window.toggleMaximised(view)));
        }
        entries.add(Action.of("Present", "F5", content::present));
        entries.add(new Menus.Line());
        entries.add(Action.of("Show or hide the settings", "F9", window::toggleSettings));
        entries.add(Action.of("What the data doctor says", "", content::showDoctor));
        entries.add(Action.of("Light or dark", "Shortcut+T", window::changeTheme));
        return entries;
    }

    /// The experiments that come with the program.
    static List<Action> samples(FileDesk files) {
        return SampleNetwork.all().stream()
                .map(it -> Action.of(it.title(), "", () -> files.openSample(it.id())))
                .toList();
    }
}
