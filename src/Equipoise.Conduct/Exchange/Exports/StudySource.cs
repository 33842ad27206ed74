using System.Runtime.CompilerServices;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Exchange.Exports;

/// <summary>A study as an export reads it: one snapshot, participants in the order of their codes, a few at a time, so that the largest study takes no more
/// memory than a small one.</summary>
public sealed class StudySource
{
    /// <summary>Asks for participants without what was entered in forms.</summary>
    public const string NoForm = "";

    private const int AtOnce = 40;

    private readonly ConductSnapshot snapshot;
    private readonly Dictionary<string, Site> siteByCode;
    private readonly Dictionary<string, AcceptedProtocol> protocolByNumber;

    private StudySource(ConductSnapshot snapshot, IReadOnlyList<Site> sites, IReadOnlyList<AcceptedProtocol> protocols)
    {
        (this.snapshot, Sites, Protocols) = (snapshot, sites, protocols);
        siteByCode = sites.ToDictionary(site => site.Code, StringComparer.Ordinal);
        protocolByNumber = protocols.ToDictionary(protocol => protocol.Number, StringComparer.Ordinal);
    }

    /// <summary>The study.</summary>
    public required ConductedStudy Study { get; init; }

    /// <summary>All accepted versions of its protocol, the oldest first.</summary>
    public IReadOnlyList<AcceptedProtocol> Protocols { get; }

    /// <summary>The version of today.</summary>
    public AcceptedProtocol Protocol => protocolByNumber[Study.ProtocolVersion];

    /// <summary>Its sites.</summary>
    public IReadOnlyList<Site> Sites { get; }

    /// <summary>Everybody with a screening number, by code.</summary>
    public required IReadOnlyList<Participant> Participants { get; init; }

    /// <summary>Everybody who has an entry in the trail.</summary>
    public required IReadOnlyList<TrailPerson> People { get; init; }

    /// <summary>Whether whoever takes the export may see each participant's arm.</summary>
    public required bool ShowsArms { get; init; }

    /// <summary>The last entry of the trail whose change is in it.</summary>
    public required TrailHead Head { get; init; }

    /// <summary>Whether the study is simulated, with no people in it.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>When it is read.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version of this program.</summary>
    public static string ProgramVersion { get; } = typeof(StudySource).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Whether somebody may see each participant's arm: by a permission for the whole study, that of the allocations or that of the analysis.</summary>
    public static bool ShowsArmsTo(Actor actor) => actor.May(Permission.ReadAllocations, site: null) || actor.May(Permission.Analyze, site: null);

    internal static async Task<StudySource> ReadAsync(ConductSnapshot snapshot, Actor actor, string study, DateTimeOffset at, bool isSimulated) =>
        new(snapshot, await snapshot.SitesAsync(study), await snapshot.ProtocolsAsync(study))
        {
            Study = await snapshot.StudyAsync(study),
            Participants = await snapshot.ParticipantsAsync(study),
            People = await snapshot.PeopleAsync(study),
            ShowsArms = ShowsArmsTo(actor),
            Head = await snapshot.HeadAsync(study),
            At = at,
            IsSimulated = isSimulated,
        };

    /// <summary>What is on record of one participant after another.</summary>
    /// <param name="form">Only entries of this form; null for all, <see cref="NoForm"/> for none.</param>
    /// <param name="withTrail">Whether the participants' parts of the trail are wanted.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<ParticipantRecords> EachAsync(
        string? form = null, bool withTrail = false, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var some in Participants.Chunk(AtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            var range = new ParticipantRange(snapshot, Study.Id, some[0].Code, some[^1].Code);
            var entries = await range.EntriesAsync(form);
            var consents = await range.ConsentsAsync();
            var decisions = await range.DecisionsAsync();
            var dispositions = await range.DispositionsAsync();
            var allocations = await range.AllocationsAsync();
            var signatures = await range.SignaturesAsync();
            var deviations = await range.DeviationsAsync();
            var trail = withTrail ? await range.TrailAsync() : null;
            foreach (var participant in some)
            {
                var code = participant.Code;
                var found = new ParticipantRecords(
                    new ParticipantFile(participant, siteByCode[participant.Site], protocolByNumber[participant.ProtocolVersion], [.. consents[code]], [.. entries[code]], [.. decisions[code]]),
                    [.. dispositions[code]],
                    allocations[code].SingleOrDefault(),
                    ShowsArms,
                    trail is null ? [] : [.. trail[code]])
                {
                    Deviations = [.. deviations[code]],
                    Signatures = [.. signatures[code]],
                };
                yield return ShowsArms ? found : WithoutArms.Of(found);
            }
        }
    }
}
