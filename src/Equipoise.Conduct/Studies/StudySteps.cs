using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;

namespace Equipoise.Conduct.Studies;

/// <summary>Opens studies, and brings amendments of their protocols.</summary>
/// <param name="store">The conduct database.</param>
public sealed partial class StudySteps(ConductStore store)
{
    /// <summary>The studies conducted here.</summary>
    public Task<IReadOnlyList<ConductedStudy>> ListAsync(CancellationToken cancellation = default) => store.ReadAsync(snapshot => snapshot.StudiesAsync(), cancellation);

    /// <summary>One study and a version of its protocol.</summary>
    /// <exception cref="StepRefusedException">There is none.</exception>
    public Task<(ConductedStudy Study, AcceptedProtocol Protocol)> FindAsync(string study, string version, CancellationToken cancellation = default) =>
        store.ReadAsync(async snapshot => (await snapshot.StudyAsync(study), await snapshot.ProtocolAsync(study, version)), cancellation);

    /// <summary>One study and its protocol of today.</summary>
    /// <exception cref="StepRefusedException">There is none.</exception>
    public Task<(ConductedStudy Study, AcceptedProtocol Protocol)> FindAsync(string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var found = await snapshot.StudyAsync(study);
                return (found, await snapshot.ProtocolAsync(study, found.ProtocolVersion));
            },
            cancellation);

    /// <summary>Opens a study by its protocol.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="yaml">The protocol file's text.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The file is no protocol that can be conducted, or the study is open.</exception>
    public Task<ConductedStudy> OpenAsync(Actor actor, string yaml, CancellationToken cancellation = default)
    {
        var (protocol, number) = Read(yaml);
        return store.ChangeAsync(
            actor,
            protocol.Study,
            async change =>
            {
                actor.Demand(Permission.ManageStudies, site: null);
                if (await change.FindStudyAsync(protocol.Study) is not null)
                    throw StepRefusedException.Conflict("study-is-open", $"The study {protocol.Study} is conducted here already: bring a new version of its protocol as an amendment.");

                var study = new ConductedStudy { Id = protocol.Study, Title = protocol.Design!.Title, ProtocolVersion = number, Status = "open", Version = 1 };
                await change.AddStudyAsync(study);
                await change.AddProtocolAsync(number, yaml, HashOf(yaml));
                change.Tell(new AuditFact("study.open", $"study/{study.Id}")
                {
                    ProtocolVersion = number,
                    Changes = [new("title", null, study.Title), new("protocol", null, HashOf(yaml))],
                });
                return study;
            },
            cancellation);
    }

    /// <summary>Brings a new version of the protocol. Participants stay on theirs until they are moved.</summary>
    /// <exception cref="StepRefusedException">The file is no protocol of this study, or its version is known.</exception>
    public Task<ConductedStudy> AmendAsync(Actor actor, string study, string yaml, string reason, CancellationToken cancellation = default)
    {
        var (protocol, number) = Read(yaml);
        return store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.ManageStudies, site: null);
                var found = await change.StudyAsync(study);
                var before = await change.ProtocolAsync(study, found.ProtocolVersion);
                if (!string.Equals(protocol.Study, study, StringComparison.Ordinal))
                    throw StepRefusedException.Invalid("other-study", $"The file is the protocol of {protocol.Study}, not of {study}.");
                if (string.IsNullOrWhiteSpace(reason))
                    throw StepRefusedException.Invalid("reason-missing", "An amendment needs a reason.");
                if (string.Equals(before.Number, number, StringComparison.Ordinal) || protocol.Version!.Date < before.Protocol.Version!.Date)
                    throw StepRefusedException.Conflict("version-not-newer", $"Version {number} of {protocol.Version!.Date:yyyy-MM-dd} is not newer than version {before.Number}: give the amendment a number and date of its own.");

                var amended = found with { ProtocolVersion = number, Title = protocol.Design!.Title };
                await change.AddProtocolAsync(number, yaml, HashOf(yaml));
                await change.ChangeStudyAsync(amended);
                change.Tell(new AuditFact("study.amend", $"study/{study}")
                {
                    ProtocolVersion = number,
                    Reason = reason,
                    Changes = [new("protocolVersion", before.Number, number), new("protocol", before.Hash, HashOf(yaml))],
                });
                return amended with { Version = amended.Version + 1 };
            },
            cancellation);
    }

    private static (Protocol Protocol, string Number) Read(string yaml)
    {
        try
        {
            var protocol = ProtocolReader.Read(yaml);
            if (!StudyId().IsMatch(protocol.Study) || string.Equals(protocol.Study, AuditTrails.Accounts, StringComparison.OrdinalIgnoreCase))
                throw StepRefusedException.Invalid("study-id", "The protocol's 'study' is an id such as NCT07264075 or EORTC-1420: 2 to 40 letters, digits, points, hyphens and underscores, beginning with a letter or digit.");
            return protocol is { Design: not null, Version: { } version }
                ? (protocol, version.Number)
                : throw StepRefusedException.Invalid("not-conductible", "The file has criteria alone: a study is conducted by a protocol with version, arms, visits, forms and allocation.");
        }
        catch (ProtocolException refusal)
        {
            throw StepRefusedException.Invalid("not-a-protocol", refusal.Message);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{1,39}\z", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex StudyId();

    private static string HashOf(string yaml) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml)));
}
