import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Date;

/**
 * Reads lines "day TAB text" and prints for each what HeidelTime makes of it, TimeML on one line.
 *
 * Without a day the text is read as a narrative, else as news of that day. A line's end inside a text
 * comes as the character 1 and goes as an entity. Run by heideltime.py.
 */
class HeidelTimeProbes {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, "UTF-8");
        System.setOut(new PrintStream(System.err)); // what HeidelTime says beside its answers
        HeidelTimeStandalone news = make(DocumentType.NEWS, arguments[0]);
        HeidelTimeStandalone narratives = make(DocumentType.NARRATIVES, arguments[0]);
        BufferedReader probes = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = probes.readLine(); line != null; line = probes.readLine()) {
            String[] cells = line.split("\t", 2);
            Date day = cells[0].isEmpty() ? new Date() : new SimpleDateFormat("yyyy-MM-dd").parse(cells[0]);
            String answer = (cells[0].isEmpty() ? narratives : news).process(cells[1].replace('\u0001', '\n'), day);
            answers.println(answer.replace("\n", "&#10;"));
        }
    }

    private static HeidelTimeStandalone make(DocumentType type, String config) {
        return new HeidelTimeStandalone(Language.ENGLISH, type, OutputType.TIMEML, config, POSTagger.TREETAGGER);
    }
}
