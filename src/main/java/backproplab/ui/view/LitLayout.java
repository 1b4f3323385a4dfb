package backproplab.ui.view;

import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Where the units of a traced pass stand: each as a card with room for its numbers, the loss at the right, the targets
/// beside the units that they are for. Of a wide layer there are the units that are wished for, and the first and the
/// last one; small marks stand for those between. Immutable; without a screen.
///
/// @param network the cards
/// @param loss where the loss stands
/// @param targetWidth of a target, which stands right of a card
/// @param biasHeight of the gap above a card, where its bias stands
/// @param low whether there is little room for the names of layers
record LitLayout(NetworkLayout network, Rectangle2D loss, double targetWidth, double biasHeight, boolean low) {
    /// A card is at least as wide and at most as wide and as high, in lines of type.
    private static final double NARROWEST = 3.5;

    private static final double WIDEST = 12;
    private static final double HIGHEST = 11;

    /// What a row of cards needs for three or four numbers, and a bias above them.
    private static final double COMFORTABLE = 4.4;

    /// A card and the space to the next column, as shares of the card's width.
    private static final double BETWEEN = 1.25;

    private static final double PICTURE = 1.9;

    /// The longer side of the smallest map, in lines of type.
    private static final double SMALLEST_MAP = 2;

    private static final double TARGET = 0.76;
    private static final double TO_LOSS = 0.38;
    private static final double LOSS = 1.05;
    private static final double MARGIN = 0.12;

    private static final int FEWEST_ROWS = 3;
    private static final int MOST_ROWS = 12;

    /// Above a card there is room for its bias; in lines of type.
    private static final double GAP = 1.15;

    /// The largest height of a mark for units that are left out, and room for all marks of a layer.
    private static final double MARK = 0.85;

    private static final double MARKS = 2.55;

    private static final double LOWEST_CARD = 1.1;

    /// What does not depend on the step: how wide and high everything is, and how many units of a layer have room.
    static final class Frame {
        private final NetworkDescription network;
        private final ShapeInference inference;
        private final double height;
        private final double line;
        private final TreeMap<Integer, List<String>> byDepth;
        private final double card;
        private final double wide;

        /// What is left of the width goes between the columns.
        private final double left;

        Frame(NetworkDescription network, double width, double height, double line) {
            this.network = network;
            this.inference = network.infer();
            this.height = Math.max(height, 80);
            this.line = line;
            this.byDepth = NetworkLayout.byDepth(network, inference);
            double shares = TARGET + TO_LOSS + LOSS + 2 * MARGIN + (byDepth.size() - 1) * BETWEEN;
            for (List<String> names : byDepth.values()) {
                shares += share(names);
            }
            this.card = Math.clamp(Math.max(width, 60) / shares, NARROWEST * line, WIDEST * line);
            this.left = Math.max(0, width - shares * card) / byDepth.size();
            this.wide = BETWEEN * card + left;
        }

        private double share(List<String> names) {
            return names.stream().anyMatch(it -> picture(it).isPresent()) ? PICTURE : 1;
        }

        private Optional<PictureShape> picture(String name) {
            Shape input = network.inputs().get(name);
            Optional<PictureShape> grey = Optional.ofNullable(input).flatMap(PictureShape::of);
            Shape shape = input == null ? inference.shapes().get(name) : input;
            return grey.isPresent() ? grey : Optional.ofNullable(shape).flatMap(PictureShape::ofChannel);
        }

        private int units(String name) {
            Shape shape = inference.shapes().get(name);
            return shape == null ? 1 : shape.elements();
        }

        private double below() {
            return 0.6 * line;
        }

        private double above() {
            return isLow() ? 1.5 * line : 2.6 * line;
        }

        /// Headers have one line instead of two.
        boolean isLow() {
            return height < 18 * line;
        }

        private double room(int groups) {
            return Math.max(30, height / groups - above() - below());
        }

        /// For the cards of a layer.
        private double roomForCards(String name) {
            int groups = groupsAt(name);
            return room(groups) - (units(name) > most(groups) ? MARKS * line : 0);
        }

        private int most(int groups) {
            return Math.clamp((int) (room(groups) / (COMFORTABLE * line)), FEWEST_ROWS, MOST_ROWS);
        }

        private int groupsAt(String name) {
            return byDepth.values().stream().filter(it -> it.contains(name)).findFirst().map(List::size).orElse(1);
        }

        /// How many units of a layer can be shown, wherever in it they are.
        int capacity(String name) {
            int most = most(groupsAt(name));
            if (picture(name).isPresent()) {
                return 8;
            }
            return Math.min(units(name), most);
        }

        private double pitch() {
            double pitch = (HIGHEST + GAP) * line;
            for (List<String> names : byDepth.values()) {
                for (String name : names) {
                    int rows = picture(name).isPresent() ? 1 : Math.min(units(name), most(names.size()));
                    pitch = Math.min(pitch, roomForCards(name) / rows);
                }
            }
            return Math.max((GAP + LOWEST_CARD) * line, pitch);
        }

        /// @param wishes by layer the units that are to be seen, the most important first
        LitLayout place(Map<String, ? extends Collection<Integer>> wishes) {
            double pitch = pitch();
            double gap = GAP * line;
            double x = MARGIN * card;
            List<NetworkLayout.Group> groups = new ArrayList<>();
            Map<String, NetworkLayout.Group> placed = new HashMap<>();
            for (List<String> names : byDepth.values()) {
                double column = share(names) * card;
                double share = height / names.size();
                for (int i = 0; i < names.size(); i++) {
                    double half = Math.min(wide, 3 * card) / 2;
                    Rectangle2D box = new Rectangle2D.Double(x - half, i * share, column + 2 * half, share);
                    Rectangle2D units = new Rectangle2D.Double(x, i * share + above(), column, room(names.size()));
                    Collection<Integer> wished = wishes.get(names.get(i));
                    placed.put(
                            names.get(i),
                            group(names.get(i), box, units, pitch, gap, wished == null ? List.of() : wished));
                }
                x += column + wide;
            }
            network.inputs().keySet().forEach(it -> Optional.ofNullable(placed.get(it)).ifPresent(groups::add));
            inference.order().forEach(it -> Optional.ofNullable(placed.get(it.name())).ifPresent(groups::add));
            double right = x - wide;
            double lossLeft = right + (TARGET + TO_LOSS) * card + left;
            double middle = above() + room(1) / 2;
            double lossHeight = Math.min(4.6 * line, room(1));
            Rectangle2D loss = new Rectangle2D.Double(lossLeft, middle - lossHeight / 2, LOSS * card, lossHeight);
            NetworkLayout cards =
                    new NetworkLayout(loss.getMaxX() + MARGIN * card, height, pitch - gap, List.copyOf(groups));
            return new LitLayout(cards, loss, TARGET * card, gap, isLow());
        }

        private NetworkLayout.Group group(
                String name, Rectangle2D box, Rectangle2D area, double pitch, double gap, Collection<Integer> wished) {
            Optional<PictureShape> picture = picture(name);
            List<NetworkLayout.Slot> slots;
            if (picture.isPresent()) {
                PictureShape shape = picture.get();
                int channels = units(name) / shape.pixels();
                double smallest = SMALLEST_MAP * line;
                slots =
                        SheetGrid.of(shape, channels, area.getWidth(), area.getHeight(), smallest, false)
                                .place(
                                        area.getCenterX(),
                                        area.getCenterY(),
                                        wished.stream().map(it -> it / shape.pixels()).toList());
            } else {
                slots = cards(units(name), chosen(name, wished), area, pitch, gap);
            }
            boolean input = network.inputs().containsKey(name);
            return new NetworkLayout.Group(name, input, units(name), picture, box, slots);
        }

        /// Those wished for as far as there is room, then the first, the last, and those from the first on.
        private NavigableSet<Integer> chosen(String name, Collection<Integer> wished) {
            int units = units(name);
            int capacity = capacity(name);
            NavigableSet<Integer> chosen = new TreeSet<>();
            wished.stream().filter(it -> it < units).limit(capacity).forEach(chosen::add);
            for (int i = 0; i <= units && chosen.size() < Math.min(capacity, units); i++) {
                chosen.add(i == 0 ? 0 : i == 1 ? units - 1 : i - 1);
            }
            return chosen;
        }

        private List<NetworkLayout.Slot> cards(
                int units, NavigableSet<Integer> chosen, Rectangle2D area, double pitch, double gap) {
            int marks = marks(units, chosen);
            double mark = marks == 0 ? 0 : Math.min(MARK * line, MARKS * line / marks);
            double y = area.getCenterY() - (chosen.size() * pitch + marks * mark) / 2;
            List<NetworkLayout.Slot> slots = new ArrayList<>();
            int next = 0;
            for (int unit : chosen) {
                if (unit > next) {
                    slots.add(more(next, unit, area, y, mark));
                    y += mark;
                }
                Rectangle2D square = new Rectangle2D.Double(area.getX(), y + gap, area.getWidth(), pitch - gap);
                slots.add(new NetworkLayout.Unit(unit, square));
                y += pitch;
                next = unit + 1;
            }
            if (units > next) {
                slots.add(more(next, units, area, y, mark));
            }
            return List.copyOf(slots);
        }

        private static int marks(int units, NavigableSet<Integer> chosen) {
            int marks = 0;
            int next = 0;
            for (int unit : chosen) {
                marks += unit > next ? 1 : 0;
                next = unit + 1;
            }
            return units > next ? marks + 1 : marks;
        }

        private static NetworkLayout.More more(int first, int end, Rectangle2D area, double y, double height) {
            Rectangle2D mark = new Rectangle2D.Double(area.getX(), y, area.getWidth(), height);
            return new NetworkLayout.More(first, end - first, mark);
        }
    }

    /// Of a unit that is drawn: its card, or its pixel.
    Optional<Rectangle2D> card(String group, int unit) {
        return network.group(group).flatMap(it -> card(it, unit));
    }

    static Optional<Rectangle2D> card(NetworkLayout.Group group, int unit) {
        return group.pixelOf(unit);
    }

    /// Right of the card of a unit.
    ///
    /// @param scale of the card
    Rectangle2D target(Rectangle2D card, double scale) {
        double width = scale * targetWidth;
        double height = Math.min(card.getHeight(), 0.55 * width);
        double gap = 0.14 * width;
        return new Rectangle2D.Double(card.getMaxX() + gap, card.getCenterY() - height / 2, width - gap, height);
    }

    /// Above the card of a unit.
    ///
    /// @param scale of the card
    Rectangle2D bias(Rectangle2D card, double scale) {
        double height = scale * biasHeight;
        return new Rectangle2D.Double(card.getX(), card.getY() - 0.9 * height, card.getWidth(), 0.82 * height);
    }
}
