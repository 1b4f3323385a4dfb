package backproplab.backprop;

import backproplab.layer.MaxPool2d;
import backproplab.network.Node;
import backproplab.network.Stage;

import java.util.Optional;

/// Looks whether another number wins a window of a max-pooling layer at one end of a difference than in the pass itself.
///
/// With a, the number that wins in the pass, and b, the one that wins at an end, the window gives `max(a, b)`, which is
/// `b + max(a − b, 0)`: a ReLU of the lead `a − b`, with its kink where that is 0.
final class WinnerSearch implements KinkSearch.Suspect {
    private final Node node;
    private final MaxPool2d layer;
    private final Stage stage;
    private final int width;
    private final double[] now;
    private final double[] usual;
    private final double[] above;
    private final int[] corners;
    private final int[] winners;

    WinnerSearch(Node node, MaxPool2d layer) {
        this.node = node;
        this.layer = layer;
        this.stage = node.layer();
        this.width = stage.input(0).shape().last();
        this.now = stage.input(0).values();
        this.usual = now.clone();
        this.above = now.clone();
        this.corners = new int[stage.samples() * stage.output().rowSize()];
        this.winners = new int[corners.length];
        for (int output = 0; output < corners.length; output++) {
            corners[output] = layer.corner(stage, output);
            winners[output] = layer.winner(usual, corners[output], width);
        }
    }

    @Override
    public void keepAbove() {
        System.arraycopy(now, 0, above, 0, now.length);
    }

    @Override
    public Optional<Kink> find() {
        for (int output = 0; output < corners.length; output++) {
            int winnerAbove = layer.winner(above, corners[output], width);
            int winnerBelow = layer.winner(now, corners[output], width);
            if (winnerAbove != winners[output] || winnerBelow != winners[output]) {
                return Optional.of(kink(output, winnerAbove != winners[output] ? winnerAbove : winnerBelow));
            }
        }
        return Optional.empty();
    }

    private Kink kink(int output, int other) {
        int a = corners[output] + layer.offset(winners[output], width);
        int b = corners[output] + layer.offset(other, width);
        int rowSize = stage.output().rowSize();
        return new Kink(
                Kink.Place.WINDOW,
                node.name(),
                output / rowSize,
                output % rowSize,
                0,
                now[a] - now[b],
                usual[a] - usual[b],
                above[a] - above[b],
                0,
                1,
                1);
    }
}
