package backproplab.data;

/// A column as a user names it.
public sealed interface ColumnRef {
    /// By its name in the header, spaces around it aside.
    record Named(String name) implements ColumnRef {
        @Override
        public String text() {
            return "`" + name + "`";
        }
    }

    /// By its position, from 1.
    record Numbered(int number) implements ColumnRef {
        @Override
        public String text() {
            return String.valueOf(number);
        }
    }

    /// For messages.
    String text();
}
