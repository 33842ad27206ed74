using Equipoise.Registry.Records;

namespace Equipoise.SearchBench.Corpus;

/// <summary>A study put together from parts of related ones.</summary>
internal sealed class MixedStudy
{
    private static readonly string[] Statuses = ["COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED", "RECRUITING", "RECRUITING", "UNKNOWN", "TERMINATED", "NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "WITHDRAWN"];
    private readonly Random random;
    private readonly IReadOnlyList<RealStudy> related;

    public MixedStudy(int number, IReadOnlyList<RealStudy> related, Dictionary dictionary, Random random)
    {
        (this.random, this.related) = (random, related);
        var body = One();
        Id = $"NCT{90_000_000 + number}";
        Conditions = body.Conditions;
        Keywords = [.. body.Keywords, .. One().Keywords.Take(2)];
        Headings = body.Headings;
        Interventions = [.. One().Interventions.Take(4)];
        var rare = new Queue<string>(dictionary.NextRareWords(string.Join(' ', body.Description)));
        Title = random.Next(3) == 0 ? One().OfficialTitle ?? body.Title : body.Title;
        OfficialTitle = One().OfficialTitle ?? One().Title;
        if (rare.TryDequeue(out var code) && random.Next(4) == 0)
            Title += $" ({code})";
        Summary = Text(study => study.Summary, Math.Max(2, body.Summary.Count), rare, share: 6);
        Description = Text(study => study.Description, body.Description.Count, rare, share: 2);
        Criteria = [.. Enumerable.Range(0, Math.Max(4, body.Criteria.Count)).Select(_ => Pick(study => study.Criteria)).OfType<string>()];
        Outcomes = [.. Enumerable.Range(0, Math.Clamp(body.Outcomes.Count, 1, 12)).Select(_ => Pick(study => study.Outcomes)).OfType<Outcome>()];
        Sites = [.. One().Sites.Take(80)];
        Sponsor = One().Sponsor;
        Investigators = [.. One().Officials.Select(official => official.Name).OfType<string>().Take(2), .. rare];
        Status = Statuses[random.Next(Statuses.Length)];
        (StudyType, Phases) = (body.StudyType, body.Phases);
        Updated = DateOnly.FromDayNumber(730_000 + random.Next(9_600));
    }

    public string Id { get; }

    public string Title { get; }

    public string OfficialTitle { get; }

    public IReadOnlyList<string> Conditions { get; }

    public IReadOnlyList<string> Keywords { get; }

    public IReadOnlyList<string> Headings { get; }

    public IReadOnlyList<Intervention> Interventions { get; }

    public string Summary { get; }

    public string Description { get; }

    public IReadOnlyList<string> Criteria { get; }

    public IReadOnlyList<Outcome> Outcomes { get; }

    public IReadOnlyList<StudySite> Sites { get; }

    public string Sponsor { get; }

    /// <summary>People, and what rare words found no other place.</summary>
    public IReadOnlyList<string> Investigators { get; }

    public string Status { get; }

    public string StudyType { get; }

    public IReadOnlyList<string> Phases { get; }

    public DateOnly Updated { get; }

    /// <summary>What the peers index of it.</summary>
    public BenchDocument ToDocument() => new(
        Id,
        Title,
        [
            Words.Tokens(Title),
            Tokens(Conditions),
            Tokens(Interventions.SelectMany(intervention => intervention.OtherNames.Prepend(intervention.Name))),
            Tokens(Keywords),
            Words.Tokens(Summary),
            Tokens([OfficialTitle, Description, .. Criteria, .. Interventions.Select(intervention => intervention.Description ?? ""), .. Outcomes.SelectMany(Texts), .. Headings, Sponsor, .. Investigators, .. Sites.Select(site => $"{site.Facility} {site.City}")]),
        ],
        Status,
        Phases,
        [.. Sites.Select(site => site.Country).OfType<string>().Distinct(StringComparer.Ordinal)],
        Updated.DayNumber,
        [.. Sites.Select(site => site.Point).OfType<GeoPoint>().Select(point => (point.Latitude, point.Longitude)).Distinct()]);

    private static IEnumerable<string> Texts(Outcome outcome) => [outcome.Measure ?? "", outcome.Description ?? "", outcome.TimeFrame ?? ""];

    private static string Tokens(IEnumerable<string> texts) => string.Join(' ', texts.Select(Words.Tokens).Where(tokens => tokens.Length > 0));

    private RealStudy One() => related[random.Next(related.Count)];

    private T? Pick<T>(Func<RealStudy, IReadOnlyList<T>> list)
        where T : class
    {
        var choices = list(One());
        return choices.Count > 0 ? choices[random.Next(choices.Count)] : null;
    }

    private string Text(Func<RealStudy, IReadOnlyList<string>> part, int sentences, Queue<string> rare, int share)
    {
        var text = new List<string>();
        for (var i = 0; i < sentences; i++)
        {
            if (Pick(part) is not { } sentence)
                continue;
            text.Add(sentence.TrimEnd('.'));
            if (random.Next(share) == 0 && rare.TryDequeue(out var word))
                text[^1] += $" {word}";
        }

        return text.Count == 0 ? "" : $"{string.Join(". ", text)}.";
    }
}
