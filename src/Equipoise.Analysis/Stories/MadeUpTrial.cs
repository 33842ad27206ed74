using System.Globalization;
using Equipoise.Protocols;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Analysis.Stories;

/// <summary>A trial that never was: its sites, who comes to them, and what becomes of each. Everything is a function of story, scenario and seed; only the
/// arms come from outside, since they are allocated by the platform.</summary>
public sealed class MadeUpTrial
{
    private const uint Nobody = uint.MaxValue;
    private const double DaysOfMonth = 30.4375;
    private readonly TrialStory story;
    private readonly TrialScenario scenario;
    private readonly StudyDesign design;
    private readonly ulong seed;
    private readonly int participants;

    /// <summary>Makes one up.</summary>
    /// <param name="story">What happens.</param>
    /// <param name="scenario">How long people live in each arm, and how many come in a month.</param>
    /// <param name="design">The protocol.</param>
    /// <param name="seed">Which of all such trials.</param>
    /// <param name="participants">How many are to be randomized.</param>
    /// <param name="sites">How many sites there are.</param>
    public MadeUpTrial(TrialStory story, TrialScenario scenario, StudyDesign design, ulong seed, int participants, int sites)
    {
        (this.story, this.scenario, this.design, this.seed, this.participants) = (story, scenario, design, seed, participants);
        Sites = MakeSites(sites);
        // Fewer participants come to their events in the same proportion.
        LookEvents = [.. scenario.LookEvents.Select(events => Math.Max(1, (int)Math.Round((double)events * participants / scenario.Participants)))];
        CountedArms = (scenario.CountedArms ?? [.. Enumerable.Range(0, scenario.Arms.Count)]).Select(arm => scenario.Arms[arm].Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The sites, in the order in which they open.</summary>
    public IReadOnlyList<MadeUpSite> Sites { get; }

    /// <summary>What every site's laboratory calls normal.</summary>
    public IReadOnlyList<StoryRange> Ranges => story.Ranges;

    /// <summary>How many deaths trigger each look.</summary>
    public IReadOnlyList<int> LookEvents { get; }

    /// <summary>The arms whose deaths count for that.</summary>
    public IReadOnlySet<string> CountedArms { get; }

    /// <summary>Who comes to be screened, and goes on coming as long as anybody asks.</summary>
    public IEnumerable<Arrival> Arrivals()
    {
        var draws = new PersonDraws(seed, Nobody);
        var accrual = (scenario.Accrual ?? Statistics.Design.PiecewiseRate.Constant(scenario.Sites.Sum(site => site.Rate)))
            .Times((double)participants / scenario.Participants / (1 - story.ScreenFailures));
        var taken = new HashSet<(string, DateOnly)>();
        var sum = 0.0;
        for (var person = 0; ; person++)
        {
            sum += draws.Exponential("arrival", person);
            var day = Workdays.OnOrAfter(story.Begins.AddDays((int)(accrual.TimeOf(sum) * DaysOfMonth)));
            if (day <= Sites[0].Opens)
                day = Workdays.OnOrAfter(Sites[0].Opens.AddDays(1));
            var site = draws.Choose([.. Sites.Where(site => site.Opens < day).Select(site => (site, site.Share))], "site", person);
            // One a day and site, so that screening numbers follow the story.
            while (!taken.Add((site.Code, day)))
                day = Workdays.OnOrAfter(day.AddDays(1));
            yield return new Arrival(person, site, day);
        }
    }

    /// <summary>Somebody who comes.</summary>
    public MadeUpPerson Person(Arrival arrival) => new(story, scenario, design, arrival, new PersonDraws(seed, (uint)arrival.Person));

    private List<MadeUpSite> MakeSites(int count)
    {
        var draws = new PersonDraws(seed, Nobody);
        // A place at a time to the country that is furthest from its part.
        var of = story.Countries.ToDictionary(country => country, _ => 0);
        for (var placed = 0; placed < count; placed++)
            of[story.Countries.MaxBy(country => (country.Sites + 0.5) / (of[country] + 1))!]++;
        var all = of.SelectMany(pair => Enumerable.Range(1, pair.Value).Select(number => (Country: pair.Key, Number: number))).ToList();
        var opens = all.Select((_, at) => draws.Uniform("opens", at)).ToList();
        var first = opens.IndexOf(opens.Min());
        return
        [
            .. all.Select((site, at) => new MadeUpSite(
                string.Create(CultureInfo.InvariantCulture, $"{site.Country.Code}{site.Number:00}"),
                string.Create(CultureInfo.InvariantCulture, $"Made-up hospital {site.Number}, {site.Country.Name}"),
                site.Country,
                at == first ? story.Begins : Workdays.OnOrAfter(story.Begins.AddDays((int)(opens[at] * story.SitesOpenWithin * DaysOfMonth))),
                Math.Exp(0.6 * draws.Normal("share", at)))).OrderBy(site => site.Opens).ThenBy(site => site.Code, StringComparer.Ordinal),
        ];
    }
}
