package backproplab.ui.chart;

import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Alert;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Shows a [Picture] on a canvas of the region's size, with the values under the mouse and a menu to save and copy it.
/// It is painted by [#draw] and at no other time.
public final class PicturePane extends Region {
    private final Picture picture;
    private final String fileName;
    private final Canvas canvas = new Canvas();
    private final Canvas over = new Canvas();
    private final ReadoutBox readout = new ReadoutBox();
    private SaveDialog saveDialog = SaveDialog.ofSystem();
    private Style style = new Style(Palette.LIGHT, false);
    private final ContextMenu menu = makeMenu();
    private boolean outdated = true;
    private Picture.@Nullable Overlay overlay;
    private double cursorX = Double.NaN;
    private double cursorY = Double.NaN;

    /// @param fileName suggested for saving, without extension
    public PicturePane(Picture picture, String fileName) {
        this.picture = picture;
        this.fileName = fileName;
        setMinSize(0, 0);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        over.setManaged(false);
        over.setMouseTransparent(true);
        over.setVisible(false);
        getChildren().addAll(canvas, over, readout.line(), readout.box());
        setOnContextMenuRequested(event -> {
            menu.show(this, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> point(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> point(Double.NaN, Double.NaN));
        addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    menu.hide();
                    requestFocus();
                });
        addEventHandler(KeyEvent.KEY_PRESSED, this::moveCursor);
    }

    /// To save and copy.
    ContextMenu menu() {
        return menu;
    }

    private ContextMenu makeMenu() {
        MenuItem png = new MenuItem("Save as PNG …");
        png.setOnAction(_ -> save("png", it -> PictureFile.writePng(it, picture, getWidth(), getHeight(), style)));
        MenuItem svg = new MenuItem("Save as SVG …");
        svg.setOnAction(_ -> save("svg", it -> PictureFile.writeSvg(it, picture, getWidth(), getHeight(), style)));
        MenuItem copy = new MenuItem("Copy");
        copy.setOnAction(_ -> copy());
        return new ContextMenu(png, svg, copy);
    }

    private void save(String extension, Consumer<Path> write) {
        Optional<Path> file = saveDialog.ask(getScene() == null ? null : getScene().getWindow(), fileName, extension);
        try {
            file.ifPresent(write);
        } catch (UncheckedIOException e) {
            Alert alert = new Alert(Alert.AlertType.ERROR, "The picture could not be saved: " + e.getCause());
            alert.initOwner(getScene().getWindow());
            alert.show();
        }
    }

    /// Puts the picture on the clipboard.
    public void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putImage(SwingFXUtils.toFXImage(PictureFile.image(picture, getWidth(), getHeight(), style), null));
        Clipboard.getSystemClipboard().setContent(content);
    }

    public void setSaveDialog(SaveDialog dialog) {
        saveDialog = dialog;
    }

    public void setStyle(Style next) {
        style = next;
        outdated = true;
        readout.setStyle(next);
    }

    public Style style() {
        return style;
    }

    public Picture picture() {
        return picture;
    }

    /// Whether what is on the screen is of another size or style.
    public boolean isOutdated() {
        return outdated;
    }

    @Override
    protected void layoutChildren() {
        double width = Math.ceil(getWidth());
        double height = Math.ceil(getHeight());
        if (width != canvas.getWidth() || height != canvas.getHeight()) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            outdated = true;
        }
    }

    /// Paints the picture as it is now.
    public void draw() {
        outdated = false;
        if (canvas.getWidth() < 1 || canvas.getHeight() < 1) {
            return;
        }
        Rectangle2D area = new Rectangle2D.Double(0, 0, canvas.getWidth(), canvas.getHeight());
        paint(canvas, g -> show(picture.paintBelow(g, area, style)));
        showReadout();
    }

    private static void paint(Canvas on, Consumer<Graphics2D> painter) {
        GraphicsContext context = on.getGraphicsContext2D();
        context.save();
        try {
            // Another one each time: it leaves out a font and a colour that are the ones it set last, which the
            // restoring has undone.
            painter.accept(new ScreenGraphics(context));
        } finally {
            context.restore();
        }
    }

    /// What lies over the picture has a canvas of its own, which stays as it is while it looks the same.
    private void show(Optional<Picture.Overlay> next) {
        over.setVisible(next.isPresent());
        Picture.Overlay wanted = next.orElse(null);
        if (wanted != null && (overlay == null || !wanted.looksLike(overlay))) {
            Rectangle2D area = wanted.area();
            over.relocate(area.getX(), area.getY());
            over.setWidth(area.getWidth());
            over.setHeight(area.getHeight());
            over.getGraphicsContext2D().clearRect(0, 0, over.getWidth(), over.getHeight());
            paint(
                    over,
                    g -> {
                        g.translate(-area.getX(), -area.getY());
                        wanted.paint(g);
                    });
        }
        overlay = wanted;
    }

    private void point(double x, double y) {
        cursorX = x;
        cursorY = y;
        showReadout();
    }

    private void showReadout() {
        Optional<Readout> read = Double.isNaN(cursorX) ? Optional.empty() : picture.readout(cursorX, cursorY);
        readout.show(read, getWidth(), getHeight());
        setAccessibleHelp(read.map(Readout::text).orElse(""));
    }

    /// Where the values are read, in pixels; empty while there is nothing pointed at.
    public Optional<Point2D> cursor() {
        return Double.isNaN(cursorX) ? Optional.empty() : Optional.of(new Point2D(cursorX, cursorY));
    }

    /// The arrows move the readout, for those without a mouse.
    private void moveCursor(KeyEvent event) {
        int across = event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
        int down = event.getCode() == KeyCode.UP ? -1 : event.getCode() == KeyCode.DOWN ? 1 : 0;
        if (!picture.isReadable() || (across == 0 && down == 0) || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        double step = event.isShiftDown() ? 40 : 8;
        double x = Double.isNaN(cursorX) ? getWidth() / 2 : cursorX;
        double y = Double.isNaN(cursorY) ? getHeight() / 3 : cursorY;
        point(Math.clamp(x + across * step, 0, getWidth()), Math.clamp(y + down * step, 0, getHeight()));
        event.consume();
    }
}
