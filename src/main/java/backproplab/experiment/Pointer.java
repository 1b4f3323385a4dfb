package backproplab.experiment;

import org.jspecify.annotations.Nullable;

/// A place in a JSON document, written as RFC 6901 has it: `/network/layers/0/name`, with `~0` for `~` and `~1` for
/// `/` in names; the empty text is the whole document.
record Pointer(@Nullable Pointer parent, String token) {
    static final Pointer ROOT = new Pointer(null, "");

    Pointer field(String name) {
        return new Pointer(this, name);
    }

    Pointer item(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    Pointer items(int... indices) {
        Pointer place = this;
        for (int index : indices) {
            place = place.item(index);
        }
        return place;
    }

    @Override
    public String toString() {
        return parent == null ? "" : parent + "/" + token.replace("~", "~0").replace("/", "~1");
    }
}
