package backproplab.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Base64;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

class SvgWriterTest {
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    /// A line, a text and an image.
    private static final class Everything implements Picture {
        @Override
        public void paint(Graphics2D g, Rectangle2D area, Style style) {
            g.setPaint(style.palette().positive());
            g.draw(new Line2D.Double(0, 0, area.getMaxX(), area.getMaxY()));
            g.drawString("RMS of δ < 1", 5, 15);
            BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
            image.setRGB(1, 0, Color.ORANGE.getRGB());
            g.drawImage(image, 10, 10, null);
        }
    }

    private static Document written(Path folder) throws Exception {
        Path file = folder.resolve("all.svg");
        PictureFile.writeSvg(file, new Everything(), 300.5, 200, new Style(Palette.LIGHT, false));
        DocumentBuilderFactory reader = DocumentBuilderFactory.newDefaultInstance();
        reader.setNamespaceAware(true);
        return reader.newDocumentBuilder().parse(file.toFile());
    }

    @Test
    void itHasTheSizeOfThePictureAndNoDtdToFetch(@TempDir Path folder) throws Exception {
        Document svg = written(folder);
        assertEquals("svg", svg.getDocumentElement().getLocalName());
        assertEquals("301", svg.getDocumentElement().getAttribute("width"));
        assertEquals("200", svg.getDocumentElement().getAttribute("height"));
        assertNull(svg.getDoctype());
    }

    @Test
    void textStaysTextAndLinesStayLines(@TempDir Path folder) throws Exception {
        Document svg = written(folder);
        assertTrue(svg.getElementsByTagNameNS("*", "line").getLength() > 0);
        assertEquals("RMS of δ < 1", svg.getElementsByTagNameNS("*", "text").item(0).getTextContent().strip());
    }

    @Test
    void imagesLieInTheFile(@TempDir Path folder) throws Exception {
        NodeList images = written(folder).getElementsByTagNameNS("*", "image");
        assertEquals(1, images.getLength());
        String address = ((Element) images.item(0)).getAttributeNS(XLINK, "href");
        String start = "data:image/png;base64,";
        assertTrue(address.startsWith(start), address);
        byte[] png = Base64.getDecoder().decode(address.substring(start.length()));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(Color.ORANGE.getRGB(), image.getRGB(1, 0));
    }
}
