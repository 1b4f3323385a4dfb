package backproplab.data;

import backproplab.catalog.Catalog;

/// Every generator, in the order of the menu. A new one is its record and its line here.
public final class Generators {
    public static final Catalog<Generator> CATALOG =
            Catalog.of(
                    "generator",
                    Circle.ENTRY,
                    Xor.ENTRY,
                    Gaussians.ENTRY,
                    Spiral.ENTRY,
                    Moons.ENTRY,
                    Rings.ENTRY,
                    Plane.ENTRY,
                    Waves.ENTRY,
                    Sine.ENTRY,
                    LogicGate.ENTRY,
                    SevenSegments.ENTRY,
                    FirstSign.ENTRY);

    private Generators() {}
}
