package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.ui.chart.PaperSize;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.SampleTraces;
import backproplab.ui.viewmodel.Worksheet;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class WorksheetPdfTest {
    private static final Worksheet MAZUR = sheet("mazur-2-2-2", "Mazur's example", 9, 0);

    private static Worksheet sheet(String file, String title, int digits, int... samples) {
        return Worksheet.of(
                SampleTraces.of(file, samples),
                CardContext.Names.PLAIN,
                new Worksheet.Source(title, "sample 1"),
                new CardDigits(digits));
    }

    /// The text of each page.
    private static List<String> pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper text = new PDFTextStripper();
                text.setStartPage(page);
                text.setEndPage(page);
                pages.add(text.getText(document));
            }
            return pages;
        }
    }

    @Test
    void answersStandOnPagesOfTheirOwn() throws IOException {
        List<String> pages = pages(WorksheetPdf.bytes(MAZUR, PaperSize.A4));
        List<String> questions = pages.stream().filter(it -> !it.contains("Answer key")).toList();
        String asked = String.join("\n", questions);
        String key = String.join("\n", pages.subList(questions.size(), pages.size()));
        for (String number : List.of("0.298371109", "0.358916480", "0.149780716", "0.291027774", "0.138498562")) {
            assertTrue(key.contains(number), () -> number + " is missing in\n" + key);
            assertFalse(asked.contains(number), () -> number + " is told in\n" + asked);
        }
        assertTrue(asked.contains("0.15") && asked.contains("0.05"), "weights and inputs are given");
    }

    @Test
    void everyQuestionHasItsNumberAndItsAnswer() throws IOException {
        List<String> pages = pages(WorksheetPdf.bytes(MAZUR, PaperSize.A4));
        String all = String.join("\n", pages);
        for (Worksheet.Question it : MAZUR.questions()) {
            String line = it.number() + " " + it.title();
            int first = all.indexOf(line);
            assertTrue(first >= 0 && all.indexOf(line, first + 1) > first, () -> line + " stands twice in\n" + all);
        }
    }

    @Test
    void everyPageSaysWhichItIs() throws IOException {
        List<String> pages = pages(WorksheetPdf.bytes(MAZUR, PaperSize.A4));
        for (int i = 0; i < pages.size(); i++) {
            String number = "%d / %d".formatted(i + 1, pages.size());
            assertTrue(pages.get(i).contains(number), number);
            assertTrue(pages.get(i).contains("Mazur's example"), number);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mazur-2-2-2",
        "xor-2-2-1",
        "three-two-one",
        "digits-64-30-10",
        "spiral-relu",
        "deep-sigmoid-vanishing"
    })
    void aSheetStaysASheet(String file) throws IOException {
        List<String> pages = pages(WorksheetPdf.bytes(sheet(file, file, 6, 0), PaperSize.A4));
        long questions = pages.stream().filter(it -> !it.contains("Answer key")).count();
        assertTrue(questions <= 5 && pages.size() <= 9, () -> questions + " of " + pages.size() + " pages");
    }

    @Test
    void aTitleInAnyScriptIsPrinted() throws IOException {
        Worksheet sheet = sheet("mazur-2-2-2", "Ein großes Netz, 小さなネットワーク, δ", 6, 0);
        byte[] pdf = WorksheetPdf.bytes(sheet, PaperSize.A4);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertTrue(document.getDocumentInformation().getTitle().contains("小さな"));
        }
    }

    @Test
    void theFileSaysWhoMadeItAndTheSameSheetGivesTheSameBytes() throws IOException {
        byte[] pdf = WorksheetPdf.bytes(MAZUR, PaperSize.LETTER);
        assertArrayEquals(pdf, WorksheetPdf.bytes(MAZUR, PaperSize.LETTER));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals("Backprop Lab", document.getDocumentInformation().getAuthor());
            assertEquals("Mazur's example – worksheet", document.getDocumentInformation().getTitle());
            PDRectangle page = document.getPage(0).getMediaBox();
            assertEquals(612, page.getWidth());
            assertEquals(792, page.getHeight());
        }
    }

    @Test
    void aFileIsThereAsAWholeOrNotAtAll(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sheet.pdf");
        WorksheetPdf.write(file, MAZUR, PaperSize.A4);
        assertArrayEquals(WorksheetPdf.bytes(MAZUR, PaperSize.A4), Files.readAllBytes(file));
        Path nowhere = folder.resolve("none").resolve("sheet.pdf");
        assertThrows(IOException.class, () -> WorksheetPdf.write(nowhere, MAZUR, PaperSize.A4));
        File[] left = folder.toFile().listFiles();
        assertEquals(1, left == null ? 0 : left.length, "nothing half written lies about");
    }
}
