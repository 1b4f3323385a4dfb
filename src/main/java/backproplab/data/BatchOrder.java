package backproplab.data;

import backproplab.random.Purpose;
import backproplab.random.SeededRandom;
import backproplab.tensor.Tensor;

/// Which samples make which batch: a cursor over (epoch, batch), both counted from 0.
///
/// Every epoch is one permutation of the samples, cut into batches from the front; the last batch is smaller when
/// the batch size does not divide the number of samples, and the next epoch starts afresh. The permutation of an
/// epoch follows from the seed and the epoch alone ([Purpose#SHUFFLE]), so that any position is reached without
/// what came before. Moving allocates nothing.
public final class BatchOrder {
    private final int[] rows;
    private final int batchSize;
    private final boolean shuffle;
    private final long seed;
    private final SeededRandom random;
    private long epoch;
    private int batch;

    /// Stands at the first batch of the first epoch.
    ///
    /// @param batchSize how many samples a step averages over; more than there are means all of them
    /// @param shuffle whether each epoch has an order of its own; without, it is that of the data set
    public BatchOrder(int samples, int batchSize, boolean shuffle, long seed) {
        if (samples < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "needs at least 1 sample and 1 per batch, got %d and %d".formatted(samples, batchSize));
        }
        this.rows = new int[samples];
        this.batchSize = Math.min(batchSize, samples);
        this.shuffle = shuffle;
        this.seed = seed;
        this.random = new SeededRandom(seed);
        order();
    }

    public int batchesPerEpoch() {
        return Math.ceilDiv(rows.length, batchSize);
    }

    /// The largest number of samples in a batch: what a buffer has to hold.
    public int batchSize() {
        return batchSize;
    }

    public long epoch() {
        return epoch;
    }

    public int batch() {
        return batch;
    }

    public boolean isLastOfEpoch() {
        return batch == batchesPerEpoch() - 1;
    }

    /// To the next batch, which may be the first of the next epoch.
    public void advance() {
        if (isLastOfEpoch()) {
            seek(epoch + 1, 0);
        } else {
            batch++;
        }
    }

    public void seek(long epoch, int batch) {
        if (epoch < 0 || batch < 0 || batch >= batchesPerEpoch()) {
            throw new IllegalArgumentException(
                    "epoch %d has no batch %d, an epoch has %d".formatted(epoch, batch, batchesPerEpoch()));
        }
        this.batch = batch;
        if (this.epoch != epoch) {
            this.epoch = epoch;
            order();
        }
    }

    /// The order of the current epoch: the batch is `rows()[from()] … rows()[from() + count() − 1]`. To be read, not
    /// written; it changes with the epoch.
    public int[] rows() {
        return rows;
    }

    /// Where in [#rows] the current batch starts.
    public int from() {
        return batch * batchSize;
    }

    /// How many samples the current batch has.
    public int count() {
        return Math.min(batchSize, rows.length - from());
    }

    /// Copies the samples of the current batch into the first [#count] rows of `buffer`.
    public void gather(Tensor source, Tensor buffer) {
        if (source.rows() != rows.length) {
            throw new IllegalArgumentException(
                    "an order of %d samples cannot be that of %s".formatted(rows.length, source.shape()));
        }
        Samples.gather(source, rows, from(), count(), buffer);
    }

    private void order() {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        if (shuffle) {
            random.restart(seed, Purpose.SHUFFLE, epoch);
            random.shuffle(rows);
        }
    }
}
