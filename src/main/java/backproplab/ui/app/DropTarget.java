package backproplab.ui.app;

import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

import java.io.File;

/// Takes files that are dragged onto the window.
final class DropTarget {
    private final FileDesk files;

    DropTarget(FileDesk files) {
        this.files = files;
    }

    void listenTo(Scene scene) {
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        scene.setOnDragDropped(this::drop);
    }

    private void drop(DragEvent event) {
        boolean files = event.getDragboard().hasFiles();
        if (files) {
            this.files.open(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        }
        event.setDropCompleted(files);
        event.consume();
    }
}
