package backproplab.ui.chart;

import org.jfree.data.xy.AbstractXYDataset;

import java.util.List;

/// Curves as JFreeChart wants to have them: replaced all at once.
final class CurveData extends AbstractXYDataset {
    private List<Curve> curves = List.of();

    void set(List<Curve> next) {
        curves = List.copyOf(next);
        fireDatasetChanged();
    }

    List<Curve> curves() {
        return curves;
    }

    Curve curve(int series) {
        return curves.get(series);
    }

    @Override
    public int getSeriesCount() {
        return curves.size();
    }

    /// Names need not be unique on the screen, keys must be.
    @Override
    public Integer getSeriesKey(int series) {
        return series;
    }

    @Override
    public int getItemCount(int series) {
        return curves.get(series).size();
    }

    @Override
    public Double getX(int series, int item) {
        return curves.get(series).x()[item];
    }

    @Override
    public Double getY(int series, int item) {
        return curves.get(series).y()[item];
    }

    @Override
    public double getXValue(int series, int item) {
        return curves.get(series).x()[item];
    }

    @Override
    public double getYValue(int series, int item) {
        return curves.get(series).y()[item];
    }
}
