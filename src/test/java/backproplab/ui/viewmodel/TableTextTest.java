package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.experiment.SampleNetwork;
import backproplab.ui.viewmodel.NumberTable.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class TableTextTest {
    private final WindowThread thread = new WindowThread();
    private final LabModel lab = new LabModel(Document.of(SampleNetwork.load("mazur-2-2-2"), Optional.empty()), thread);
    private final StepModel steps = new StepModel(lab, thread);
    private final StepTable table = new StepTable(steps, thread, () -> {});

    @AfterEach
    void close() {
        lab.close();
    }

    private TableText open() {
        steps.setOpen(true);
        thread.until(() -> steps.momentProperty().get() != null && !steps.isBusy());
        steps.last();
        return table.refresh().orElseThrow().text();
    }

    @Test
    void copiesRowsThatReadBackToTheSameNumbers() {
        String[] lines = open().tabbed(IntStream.of(0, 2)).split("\n", -1);
        assertEquals("layer\tunit\tz\ta\ttarget\tslope\tupstream_gradient\tdelta", lines[0]);
        assertEquals(4, lines.length);
        assertEquals("", lines[3]);
        String[] hidden = lines[2].split("\t", -1);
        assertEquals("hidden", hidden[0]);
        assertEquals("hidden 1", hidden[1]);
        var trace = steps.pass().orElseThrow().trace().layer("hidden");
        assertEquals(trace.z().get(0), Double.parseDouble(hidden[2]));
        assertEquals(trace.a().get(0), Double.parseDouble(hidden[3]));
        assertEquals("", hidden[4], "no target");
        assertEquals(trace.delta().get(0), Double.parseDouble(hidden[7]));
    }

    @Test
    void savesAllRowsInTheOrderShown() {
        open();
        table.kindProperty().set(Kind.WEIGHTS);
        table.setSort(Optional.of(new TableSort(TraceColumn.VALUE, TableSort.Direction.FALLING)));
        table.refresh();
        thread.until(() -> !table.isBusy());
        String[] lines = table.refresh().orElseThrow().text().csv().split("\r\n", -1);
        assertEquals("layer,parameter,to,from,value,gradient,change,new_value", lines[0]);
        assertEquals(1 + 12 + 1, lines.length);
        List<Double> values =
                IntStream.range(1, 13).mapToObj(it -> Double.parseDouble(lines[it].split(",", -1)[4])).toList();
        assertEquals(values.stream().sorted((a, b) -> Double.compare(b, a)).toList(), values);
    }

    @Test
    void whatIsNotSeenStaysEmpty() {
        open();
        steps.first();
        String[] fields = table.refresh().orElseThrow().text().csv().split("\r\n", -1)[3].split(",", -1);
        assertEquals(List.of("hidden", "hidden 1", "", "", "", "", "", ""), List.of(fields));
    }

    @Test
    void namesAreQuotedWhereTheyHaveTo() {
        assertEquals("plain", TableText.quoted("plain", ","));
        assertEquals("\"a,b\"", TableText.quoted("a,b", ","));
        assertEquals("a,b", TableText.quoted("a,b", "\t"));
        assertEquals("\"say \"\"x\"\"\"", TableText.quoted("say \"x\"", ","));
        assertEquals("\"two\nlines\"", TableText.quoted("two\nlines", ","));
    }
}
