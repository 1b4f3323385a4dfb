package backproplab.ui.view;

import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// A box for one value. It offers what was typed when Enter is pressed or the focus leaves; Escape puts back what was
/// there. A text that is refused stays to be mended while the focus stays. All is selected when the focus comes; up,
/// down and the wheel step, the wheel only while the box has the focus.
final class EntryBox extends TextField {
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("error");

    private final Function<String, Optional<String>> offer;
    private final IntConsumer step;
    private String shown = "";
    private boolean selectAtClick;

    /// @param offer takes a text, or says why not
    /// @param step by so many steps up
    EntryBox(Function<String, Optional<String>> offer, IntConsumer step) {
        this.offer = offer;
        this.step = step;
        getStyleClass().add("entry-box");
        setPrefColumnCount(6);
        focusedProperty().subscribe(this::focusChanged);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> clicked());
    }

    /// The value is now this, wherever that comes from. What is being typed is left alone.
    void show(String text) {
        boolean untouched = getText().equals(shown);
        shown = text;
        if (untouched || !isFocused()) {
            boolean allSelected = isFocused() && getSelection().getLength() == getLength();
            restore();
            if (allSelected) {
                selectAll(); // what is typed next still replaces it
            }
        }
    }

    /// What is being typed was meant for something else.
    void drop() {
        restore();
        if (isFocused()) {
            selectAll();
        }
    }

    private void restore() {
        setText(shown);
        pseudoClassStateChanged(REFUSED, false);
    }

    private void focusChanged(boolean focused) {
        selectAtClick = focused;
        if (focused) {
            selectAll();
        } else if (!offerText()) {
            restore();
        }
    }

    /// The click that brought the focus has put the caret where it was: at the press, or at the release when all was
    /// selected already.
    private void clicked() {
        if (selectAtClick && getSelection().getLength() == 0) {
            selectAll();
        }
        selectAtClick = false;
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> {
                offerText();
                selectAll();
            }
            case UP -> step.accept(1);
            case DOWN -> step.accept(-1);
            case PAGE_UP -> step.accept(10);
            case PAGE_DOWN -> step.accept(-10);
            case ESCAPE -> {
                if (getText().equals(shown)) {
                    return;
                }
                restore();
                selectAll();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void scrolled(ScrollEvent event) {
        if (isFocused() && event.getDeltaY() != 0) {
            step.accept(event.getDeltaY() > 0 ? 1 : -1);
            event.consume();
        }
    }

    /// Offers what was typed, as Enter does.
    ///
    /// @return whether what stands in the box is in force
    boolean offerText() {
        if (getText().equals(shown)) {
            pseudoClassStateChanged(REFUSED, false);
            return true;
        }
        boolean refused = offer.apply(getText()).isPresent();
        pseudoClassStateChanged(REFUSED, refused);
        if (!refused) {
            restore();
        }
        return !refused;
    }
}
