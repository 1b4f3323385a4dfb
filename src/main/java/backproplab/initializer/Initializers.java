package backproplab.initializer;

import backproplab.catalog.Catalog;

/// Every initializer, in the order of the menu. A new one is its record and its line here.
public final class Initializers {
    public static final Catalog<Initializer> CATALOG =
            Catalog.of(
                    "initializer",
                    XavierUniform.ENTRY,
                    XavierNormal.ENTRY,
                    HeUniform.ENTRY,
                    HeNormal.ENTRY,
                    LecunUniform.ENTRY,
                    LecunNormal.ENTRY,
                    Orthogonal.ENTRY,
                    Uniform.ENTRY,
                    Normal.ENTRY,
                    Constant.ENTRY,
                    Zeros.ENTRY);

    private Initializers() {}
}
