package backproplab.ui.view;

import backproplab.ui.chart.PicturePane;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What the mouse and the keys do on the picture of a network: look around, select, open, edit.
final class NetworkGestures {
    private static final double DRAG_BEGINS = 3;

    private final LabModel model;
    private final NetworkDiagram diagram;
    private final LayerBar layerBar;
    private final WeightCards cards;
    private final NetworkControl control;
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragged;

    NetworkGestures(
            LabModel model,
            PicturePane pane,
            NetworkDiagram diagram,
            LayerBar layerBar,
            WeightCards cards,
            NetworkControl control) {
        this.model = model;
        this.diagram = diagram;
        this.layerBar = layerBar;
        this.cards = cards;
        this.control = control;
        pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        pane.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    }

    private void scroll(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            cards.close();
            double factor = Math.pow(NetworkTools.ZOOM_STEP, Math.signum(event.getDeltaY()));
            control.zoomAt(event.getX(), event.getY(), factor);
            event.consume();
        }
    }

    private void press(MouseEvent event) {
        pressedX = event.getX();
        pressedY = event.getY();
        lastX = pressedX;
        lastY = pressedY;
        dragged = false;
        cards.clear();
        control.say("");
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        dragged |= Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > DRAG_BEGINS;
        if (dragged) {
            diagram.viewpoint().pan(event.getX() - lastX, event.getY() - lastY);
            lastX = event.getX();
            lastY = event.getY();
            control.redraw();
        }
    }

    private void click(MouseEvent event) {
        if (dragged || !event.isStillSincePress() || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        switch (diagram.at(event.getX(), event.getY()).orElse(null)) {
            case null -> {}
            case NetworkDiagram.Target.Edge(NetworkPicture.Edge edge) -> cards.open(edge, event.getX(), event.getY());
            case NetworkDiagram.Target.Skip(SkipLine line) -> select(Selection.of(line.to()));
            case NetworkDiagram.Target.Kernel(KernelTile tile, int index) ->
                    cards.open(tile, index, event.getX(), event.getY());
            case NetworkDiagram.Target.Slot(NetworkLayout.Hit hit) -> click(hit);
        }
    }

    private void click(NetworkLayout.Hit hit) {
        String name = hit.group().name();
        boolean isLayer = !hit.group().input();
        switch (hit.slot().orElse(null)) {
            case NetworkLayout.More _ -> control.toggleOpened(name);
            case NetworkLayout.Unit unit when isLayer -> select(Selection.of(name, unit.index()));
            case NetworkLayout.Sheet _ when isLayer -> select(new Selection(name, hit.unit()));
            case NetworkLayout.Sheet _ -> control.toggleOpened(name);
            case null, default -> {
                if (isLayer) {
                    select(Selection.of(name));
                }
            }
        }
    }

    private void select(Selection selection) {
        model.selectionProperty().set(selection);
    }

    private Selection selected() {
        return model.selectionProperty().get();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> control.zoom(NetworkTools.ZOOM_STEP);
            case MINUS, SUBTRACT -> control.zoom(1 / NetworkTools.ZOOM_STEP);
            case DIGIT0, NUMPAD0 -> control.fit();
            case UP -> up(event.isShiftDown(), -1);
            case DOWN -> up(event.isShiftDown(), 1);
            case LEFT -> moveLayer(-1);
            case RIGHT -> moveLayer(1);
            case INSERT -> layerBar.addLayer();
            case DELETE -> layerBar.removeSelected();
            case U -> control.unroll(selected().layer());
            case O -> control.toggleOpened(selected().layer());
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Not when it is pressed: the letter would go into the box that has the focus by then.
    private void typed(KeyEvent event) {
        if (event.getCharacter().equalsIgnoreCase("w") && !event.isShortcutDown() && !event.isAltDown()) {
            cards.open(selected());
            event.consume();
        }
    }

    private void up(boolean resizes, int by) {
        if (resizes) {
            layerBar.resizeBy(-by);
        } else {
            moveUnit(by);
        }
    }

    private void moveUnit(int by) {
        Selection selection = selected();
        diagram.layoutNow()
                .group(selection.layer())
                .ifPresent(group -> {
                    OptionalInt unit = selection.unit();
                    int pixels = group.picture().map(PictureShape::pixels).orElse(1); // from map to map
                    int next = unit.isPresent() ? unit.getAsInt() + by * pixels : 0;
                    boolean isThere = next >= 0 && next < group.units();
                    show(isThere ? Selection.of(selection.layer(), next) : selection);
                });
    }

    private void moveLayer(int by) {
        List<String> names = new ArrayList<>();
        diagram.layoutNow().groups().stream().filter(it -> !it.input()).forEach(it -> names.add(it.name()));
        int now = names.indexOf(selected().layer());
        show(Selection.of(names.get(Math.clamp(now + by, 0, names.size() - 1))));
    }

    /// Selects, and brings it into sight.
    private void show(Selection selection) {
        select(selection);
        diagram.reveal(selection.layer(), selection.unit().orElse(0));
        control.redraw();
    }
}
