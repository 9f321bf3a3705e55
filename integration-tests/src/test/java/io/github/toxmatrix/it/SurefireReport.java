package io.github.toxmatrix.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One TEST-*.xml as a reader of JUnit XML sees it. */
record SurefireReport(
        String suite, int tests, int failures, int errors, int skipped, double seconds, List<Case> cases) {

    /** A testcase element; status is passed, failed, error or skipped. */
    record Case(String className, String name, String status, double seconds, String text) {}

    List<String> names() {
        return cases.stream().map(Case::name).toList();
    }

    Case named(String name) {
        return cases.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no test " + name + " in " + suite + ": " + names()));
    }

    static Map<String, SurefireReport> readAll(Path folder) {
        Map<String, SurefireReport> reports = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return reports;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .map(SurefireReport::read)
                    .forEach(report -> reports.put(report.suite(), report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reports;
    }

    private static SurefireReport read(Path file) {
        try {
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            List<Case> cases = new ArrayList<>();
            NodeList elements = suite.getElementsByTagName("testcase");
            for (int i = 0; i < elements.getLength(); i++) {
                cases.add(testCase((Element) elements.item(i)));
            }
            return new SurefireReport(
                    suite.getAttribute("name"),
                    number(suite, "tests"),
                    number(suite, "failures"),
                    number(suite, "errors"),
                    number(suite, "skipped"),
                    Double.parseDouble(suite.getAttribute("time")),
                    cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(file + " is not well-formed", e);
        }
    }

    private static Case testCase(Element element) {
        String status = "passed";
        for (String other : List.of("failure", "error", "skipped")) {
            if (element.getElementsByTagName(other).getLength() > 0) {
                status = other;
            }
        }
        return new Case(
                element.getAttribute("classname"),
                element.getAttribute("name"),
                status,
                Double.parseDouble(element.getAttribute("time")),
                element.getTextContent());
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
