package backproplab.data;

import java.util.Locale;

/// What can be wrong with a file whatever its format.
public sealed interface FileProblem extends DataProblem {
    record Unreadable(String source, String reason) implements FileProblem {
        @Override
        public String message() {
            return "`%s` cannot be read: %s".formatted(source, reason);
        }

        @Override
        public String hint() {
            return "check the path and the permissions of the file";
        }
    }

    record BrokenGzip(String source, String reason) implements FileProblem {
        @Override
        public String message() {
            return "`%s` is gzipped and cannot be unpacked: %s".formatted(source, reason);
        }

        @Override
        public String hint() {
            return "download or pack the file again";
        }
    }

    record Empty(String source) implements FileProblem {
        @Override
        public String message() {
            return "`%s` is empty".formatted(source);
        }

        @Override
        public String hint() {
            return "check whether it is the right file";
        }
    }

    record NotText(String source, String reason) implements FileProblem {
        @Override
        public String message() {
            return "`%s` is not a text file: %s".formatted(source, reason);
        }

        @Override
        public String hint() {
            return "export the table as CSV, in UTF-8";
        }
    }

    /// @param needed how much it would be, in the unit
    record TooLarge(String source, long needed, long limit, String unit) implements FileProblem {
        @Override
        public String message() {
            return String.format(
                    Locale.ROOT, "`%s` has %,d %s or more, at most %,d can be taken", source, needed, unit, limit);
        }

        @Override
        public String hint() {
            return "take a part of it, such as the first rows";
        }
    }
}
