package backproplab.ui.view;

import backproplab.ui.view.LitStep.Role;
import backproplab.ui.viewmodel.CardDigits;

import java.util.Optional;

/// A number with its symbol, to be written into a box.
///
/// @param text in place of the number, such as `?`
/// @param role in the step
record NumberLine(String symbol, double number, Optional<String> text, Optional<Role> role) {
    static NumberLine of(String symbol, double number, Optional<Role> role) {
        return new NumberLine(symbol, number, Optional.empty(), role);
    }

    String value(int digits) {
        return text.orElseGet(() -> new CardDigits(digits).text(number));
    }

    boolean isResult() {
        return role.filter(Role.RESULT::equals).isPresent();
    }

    /// What is more important stays when there is no room for all.
    int rank() {
        return role.map(it -> it == Role.RESULT ? 2 : 1).orElse(0);
    }
}
