package backproplab.layer;

import backproplab.catalog.Catalog;

/// Every layer type, in the order of the menu. A new one is its record and its line here.
public final class Layers {
    public static final Catalog<Layer> CATALOG =
            Catalog.of(
                    "layer type",
                    Dense.ENTRY,
                    Convolution2d.ENTRY,
                    MaxPool2d.ENTRY,
                    AveragePool2d.ENTRY,
                    GlobalAveragePool.ENTRY,
                    Upsample2d.ENTRY,
                    Flatten.ENTRY,
                    ActivationLayer.ENTRY,
                    BatchNorm.ENTRY,
                    LayerNorm.ENTRY,
                    Dropout.ENTRY,
                    Rnn.ENTRY,
                    Lstm.ENTRY,
                    Gru.ENTRY,
                    Add.ENTRY,
                    Multiply.ENTRY,
                    Concat.ENTRY);

    private Layers() {}
}
