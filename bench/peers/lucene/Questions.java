import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.util.BytesRef;

/** Asks Lucene: top ten, exact total and all counts in one pass over the hits. The index has one segment. */
final class Questions {
    static final String[] FIELDS = {"title", "conditions", "interventions", "keywords", "summary", "rest"};
    private static final float[] WEIGHTS = {3, 4, 3, 2, 1.5f, 1};
    private final IndexSearcher searcher;

    Questions(IndexSearcher searcher) {
        this.searcher = searcher;
        this.searcher.setQueryCache(null); // What is asked again is to be worked out again, as with the other peers.
    }

    Answer ask(String[] cells) throws IOException {
        boolean byDate = cells[9].equals("updated");
        TopDocsCollector<?> top = byDate
            ? TopFieldCollector.create(new Sort(new SortField("updated", SortField.Type.LONG, true), new SortField("key", SortField.Type.STRING)), 10, Integer.MAX_VALUE)
            : TopScoreDocCollector.create(10, Integer.MAX_VALUE);
        Counting counting = new Counting(top);
        searcher.search(query(cells), counting);
        Answer answer = counting.answer();
        for (ScoreDoc hit : top.topDocs().scoreDocs) {
            org.apache.lucene.document.Document found = searcher.doc(hit.doc);
            answer.top.add(found.get("id") + " " + found.get("name"));
        }
        return answer;
    }

    private static Query query(String[] cells) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        String[] words = cells[3].split(" ");
        if (cells[2].equals("phrase")) {
            BooleanQuery.Builder fields = new BooleanQuery.Builder();
            for (int field = 0; field < FIELDS.length; field++) {
                fields.add(new BoostQuery(new PhraseQuery(FIELDS[field], words), WEIGHTS[field]), Occur.SHOULD);
            }
            query.add(fields.build(), Occur.MUST);
        } else {
            for (String word : words) {
                query.add(cells[2].equals("interventions") ? new TermQuery(new Term("interventions", word)) : anywhere(word), Occur.MUST);
            }
        }
        if (!cells[4].isEmpty()) {
            query.add(new TermQuery(new Term("status", cells[4])), Occur.FILTER);
        }
        if (!cells[5].isEmpty()) {
            query.add(new TermQuery(new Term("phase", cells[5])), Occur.FILTER);
        }
        if (!cells[6].isEmpty()) {
            query.add(LatLonPoint.newDistanceQuery("place", Double.parseDouble(cells[6]), Double.parseDouble(cells[7]), Double.parseDouble(cells[8]) * 1000), Occur.FILTER);
        }
        return query.build();
    }

    private static Query anywhere(String word) {
        BooleanQuery.Builder fields = new BooleanQuery.Builder();
        for (int field = 0; field < FIELDS.length; field++) {
            fields.add(new BoostQuery(new TermQuery(new Term(FIELDS[field], word)), WEIGHTS[field]), Occur.SHOULD);
        }
        return fields.build();
    }

    /** Hands every hit to the collector of the best and counts its values. */
    private static final class Counting implements Collector {
        private final TopDocsCollector<?> top;
        private SortedDocValues statuses = DocValues.emptySorted();
        private SortedSetDocValues phases = DocValues.emptySortedSet();
        private SortedSetDocValues countries = DocValues.emptySortedSet();
        private int[] statusCounts = {};
        private int[] phaseCounts = {};
        private int[] countryCounts = {};
        private int total;

        Counting(TopDocsCollector<?> top) {
            this.top = top;
        }

        @Override
        public ScoreMode scoreMode() {
            return top.scoreMode();
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
            if (leaf.ord > 0) {
                throw new IllegalStateException("The index has more than one segment: build it again.");
            }
            statuses = DocValues.getSorted(leaf.reader(), "status");
            phases = DocValues.getSortedSet(leaf.reader(), "phase");
            countries = DocValues.getSortedSet(leaf.reader(), "country");
            statusCounts = new int[statuses.getValueCount()];
            phaseCounts = new int[(int) phases.getValueCount()];
            countryCounts = new int[(int) countries.getValueCount()];
            LeafCollector best = top.getLeafCollector(leaf);
            return new LeafCollector() {
                @Override
                public void setScorer(Scorable scorer) throws IOException {
                    best.setScorer(scorer);
                }

                @Override
                public void collect(int document) throws IOException {
                    best.collect(document);
                    total++;
                    if (statuses.advanceExact(document)) {
                        statusCounts[statuses.ordValue()]++;
                    }
                    count(phases, phaseCounts, document);
                    count(countries, countryCounts, document);
                }
            };
        }

        private static void count(SortedSetDocValues values, int[] counts, int document) throws IOException {
            if (values.advanceExact(document)) {
                for (long value = values.nextOrd(); value != SortedSetDocValues.NO_MORE_ORDS; value = values.nextOrd()) {
                    counts[(int) value]++;
                }
            }
        }

        Answer answer() throws IOException {
            Answer answer = new Answer();
            answer.total = total;
            answer.statuses = named("s", statusCounts, value -> statuses.lookupOrd(value), Integer.MAX_VALUE);
            answer.phases = named("p", phaseCounts, value -> phases.lookupOrd(value), Integer.MAX_VALUE);
            answer.countries = named("c", countryCounts, value -> countries.lookupOrd(value), 20);
            return answer;
        }

        private static List<String> named(String kind, int[] counts, Lookup names, int most) throws IOException {
            List<Integer> values = new ArrayList<>();
            for (int value = 0; value < counts.length; value++) {
                if (counts[value] > 0) {
                    values.add(value);
                }
            }
            values.sort(Comparator.comparingInt((Integer value) -> -counts[value]).thenComparing(Comparator.naturalOrder()));
            List<String> named = new ArrayList<>();
            for (int value : values.subList(0, Math.min(most, values.size()))) {
                named.add(kind + ":" + names.of(value).utf8ToString().replace(' ', '_') + "=" + counts[value]);
            }
            return named;
        }
    }

    private interface Lookup {
        BytesRef of(int value) throws IOException;
    }

    /** What Lucene answers. */
    static final class Answer {
        final List<String> top = new ArrayList<>();
        int total;
        List<String> statuses = List.of();
        List<String> phases = List.of();
        List<String> countries = List.of();

        String counts() {
            List<String> all = new ArrayList<>(statuses);
            all.addAll(phases);
            all.addAll(countries);
            return String.join(" ", all);
        }
    }
}
