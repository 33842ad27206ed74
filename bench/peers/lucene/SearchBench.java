import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/** Lucene's part of the bench: reads documents.tsv and queries.tsv, writes the same lines as the other peers. */
public final class SearchBench {
    private static final String NAME = "Lucene 8";

    public static void main(String[] args) throws Exception {
        if (args.length == 3 && args[0].equals("build")) {
            build(Paths.get(args[1]), Paths.get(args[2]));
        } else if (args.length == 4 && args[0].equals("ask")) {
            ask(Paths.get(args[1]), Paths.get(args[2]), Integer.parseInt(args[3]));
        } else {
            System.err.println("SearchBench build FOLDER RESULTS | ask FOLDER RESULTS ROUNDS");
            System.exit(2);
        }
    }

    private static void build(Path folder, Path results) throws IOException {
        Path index = folder.resolve("lucene");
        long start = System.nanoTime();
        int documents = 0;
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        config.setRAMBufferSizeMB(256);
        config.setUseCompoundFile(false);
        try (MMapDirectory directory = new MMapDirectory(index);
             IndexWriter writer = new IndexWriter(directory, config);
             Stream<String> lines = Files.lines(folder.resolve("documents.tsv"), StandardCharsets.UTF_8)) {
            for (String line : (Iterable<String>) lines::iterator) {
                writer.addDocument(document(line.split("\t", -1)));
                documents++;
            }
            writer.forceMerge(1);
            writer.commit();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes;
        try (Stream<Path> files = Files.list(index)) {
            bytes = files.mapToLong(file -> file.toFile().length()).sum();
        }
        long[] memory = memory();
        Files.writeString(results.resolve(NAME + ".build.tsv"),
            String.format(Locale.ROOT, "build\t%.2f\t%d\t%d\t%d\t%d%n", seconds, documents, bytes, memory[0], memory[1]));
    }

    private static Document document(String[] cells) {
        Document document = new Document();
        document.add(new StoredField("id", cells[0]));
        document.add(new SortedDocValuesField("key", new BytesRef(cells[0])));
        document.add(new StoredField("name", cells[1]));
        for (int field = 0; field < Questions.FIELDS.length; field++) {
            document.add(new TextField(Questions.FIELDS[field], cells[2 + field], Field.Store.NO));
        }
        document.add(new StringField("status", cells[8], Field.Store.NO));
        document.add(new SortedDocValuesField("status", new BytesRef(cells[8])));
        for (String phase : split(cells[9], "\\|")) {
            document.add(new StringField("phase", phase, Field.Store.NO));
            document.add(new SortedSetDocValuesField("phase", new BytesRef(phase)));
        }
        for (String country : split(cells[10], "\\|")) {
            document.add(new SortedSetDocValuesField("country", new BytesRef(country)));
        }
        document.add(new NumericDocValuesField("updated", Long.parseLong(cells[11])));
        for (String place : split(cells[12], ";")) {
            String[] point = place.split(",");
            document.add(new LatLonPoint("place", Double.parseDouble(point[0]), Double.parseDouble(point[1])));
        }
        return document;
    }

    private static String[] split(String cell, String at) {
        return cell.isEmpty() ? new String[0] : cell.split(at);
    }

    private static void ask(Path folder, Path results, int rounds) throws Exception {
        List<String[]> queries = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("queries.tsv"))) {
            queries.add(line.split("\t", -1));
        }
        try (MMapDirectory directory = new MMapDirectory(folder.resolve("lucene")); DirectoryReader reader = DirectoryReader.open(directory)) {
            Questions questions = new Questions(new IndexSearcher(reader));
            List<String> lines = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                for (String[] query : queries) {
                    questions.ask(query);
                }
            }
            double[][] times = new double[queries.size()][rounds];
            long start = System.nanoTime();
            for (int round = 0; round < rounds; round++) {
                for (int at = 0; at < queries.size(); at++) {
                    long before = System.nanoTime();
                    questions.ask(queries.get(at));
                    times[at][round] = (System.nanoTime() - before) / 1e3;
                }
            }
            double one = rounds * queries.size() / ((System.nanoTime() - start) / 1e9);
            for (int at = 0; at < queries.size(); at++) {
                StringBuilder micros = new StringBuilder();
                for (double time : times[at]) {
                    micros.append(micros.length() > 0 ? "," : "").append(String.format(Locale.ROOT, "%.1f", time));
                }
                Questions.Answer answer = questions.ask(queries.get(at));
                lines.add("query\t" + queries.get(at)[0] + "\t" + queries.get(at)[1] + "\t" + answer.total + "\t" + answer.counts() + "\t" + micros);
            }
            lines.add(String.format(Locale.ROOT, "rate\t1\t%.1f", one));
            lines.add(String.format(Locale.ROOT, "rate\t2\t%.1f", rateOfTwo(questions, queries, rounds)));
            long[] memory = memory();
            lines.add("memory\t" + memory[0] + "\t" + memory[1]);
            Files.write(results.resolve(NAME + ".ask.tsv"), lines);
        }
    }

    private static double rateOfTwo(Questions questions, List<String[]> queries, int rounds) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long[] start = new long[1];
        CyclicBarrier ready = new CyclicBarrier(2, () -> start[0] = System.nanoTime());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(() -> {
                try {
                    questions.ask(queries.get(0));
                    ready.await();
                    for (int at = next.getAndIncrement(); at < rounds * queries.size(); at = next.getAndIncrement()) {
                        questions.ask(queries.get(at % queries.size()));
                    }
                } catch (Exception error) {
                    throw new IllegalStateException(error);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return rounds * queries.size() / ((System.nanoTime() - start[0]) / 1e9);
    }

    /** The peak and the anonymous resident memory of this process, in KiB. */
    private static long[] memory() throws IOException {
        long[] memory = new long[2];
        for (String line : Files.readAllLines(Paths.get("/proc/self/status"))) {
            if (line.startsWith("VmHWM:") || line.startsWith("RssAnon:")) {
                memory[line.startsWith("VmHWM:") ? 0 : 1] = Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return memory;
    }
}
