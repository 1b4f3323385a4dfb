package backproplab.ui.app;

import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in `about` of an experiment, as text: paragraphs, `**strong**`, `*emphasis*` and code. Other Markdown
/// stays as it is written.
final class AboutText {
    private static final Pattern PART =
            Pattern.compile("\\*\\*(?<strong>.+?)\\*\\*|\\*(?<emphasis>.+?)\\*|`(?<code>.+?)`", Pattern.DOTALL);

    private AboutText() {}

    static TextFlow of(String markdown) {
        TextFlow flow = new TextFlow();
        flow.setLineSpacing(3);
        flow.getChildren().addAll(parts(markdown));
        return flow;
    }

    private static List<Node> parts(String markdown) {
        List<Node> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(markdown);
        int end = 0;
        while (matcher.find()) {
            parts.add(text(markdown.substring(end, matcher.start()), "about-plain"));
            if (matcher.group("strong") != null) {
                parts.add(text(matcher.group("strong"), "about-strong"));
            } else if (matcher.group("emphasis") != null) {
                parts.add(text(matcher.group("emphasis"), "about-emphasis"));
            } else {
                parts.add(text(matcher.group("code"), "about-code"));
            }
            end = matcher.end();
        }
        parts.add(text(markdown.substring(end), "about-plain"));
        return parts;
    }

    private static Text text(String words, String style) {
        Text text = new Text(words);
        text.getStyleClass().add(style);
        return text;
    }
}
