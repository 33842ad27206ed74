using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Signatures;

/// <summary>Signs eligibility and forms.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="check">Asks for the password again.</param>
public sealed class SignatureSteps(ConductStore store, ISignatureCheck check)
{
    /// <summary>What a signature over a form entry means.</summary>
    public const string EntryMeaning = "I have reviewed these data and confirm that they are complete and correct.";

    /// <summary>What a signature over a casebook means.</summary>
    public const string CasebookMeaning = "I have reviewed all data of this participant and confirm that they are complete and correct.";

    /// <summary>The subject of the signature that randomization asks for.</summary>
    public const string Eligibility = "eligibility";

    /// <summary>The subject of a signature over all that is on record of a participant.</summary>
    public const string Casebook = "casebook";

    /// <summary>Signs that a participant is eligible.</summary>
    /// <param name="actor">The investigator.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="contentHash">The hash of what the investigator has read, as <see cref="EligibilityReport.ContentHash"/> gives it.</param>
    /// <param name="password">The investigator's password.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The password is wrong, a criterion is not met, or the content has changed since it was read.</exception>
    public async Task<ElectronicSignature> SignEligibilityAsync(Actor actor, string study, string code, string contentHash, string password, CancellationToken cancellation = default)
    {
        await ConfirmAsync(actor, password, cancellation);
        return await store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.Sign, study, code);
                var file = await ParticipantFile.ReadAsync(change, participant);
                if (participant.Status is not ParticipantStatus.Screening)
                    throw StepRefusedException.Conflict("not-in-screening", $"{code} is {participant.Status}, not in screening.");
                if (!file.HasConsent)
                    throw StepRefusedException.Conflict("consent-missing", $"{code} has no consent that stands.");
                var report = file.Judge(change.Today(file.Site.TimeZone));
                if (!string.Equals(report.ContentHash, contentHash, StringComparison.Ordinal))
                    throw StepRefusedException.Stale($"What is on record of {code}");
                if (!report.IsEligible)
                    throw new StepRefusedException(RefusalKind.Conflict, "not-eligible", $"{code} is not eligible: {report.Obstacles[0]}") { Reasons = report.Obstacles };
                return await SignAsync(change, file, Eligibility, "I have reviewed the data and confirm that every eligibility criterion is met.", contentHash);
            },
            cancellation);
    }

    /// <summary>Signs a form entry as it stands.</summary>
    /// <param name="actor">The investigator.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="version">The version of the entry that the investigator has read.</param>
    /// <param name="password">The investigator's password.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The password is wrong, or the entry has changed since it was read.</exception>
    public async Task<ElectronicSignature> SignEntryAsync(Actor actor, string study, string code, string entry, long version, string password, CancellationToken cancellation = default)
    {
        await ConfirmAsync(actor, password, cancellation);
        return await store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.Sign, study, code);
                var file = await ParticipantFile.ReadAsync(change, participant);
                var found = await change.EntryAsync(study, code, entry);
                if (found.Version != version)
                    throw StepRefusedException.Stale($"The entry {entry}");
                if (!found.Counts)
                    throw StepRefusedException.Conflict("entry-struck", $"The entry {entry} was struck out: there is nothing to sign.");
                return await SignAsync(change, file, entry, EntryMeaning, HashOf(found));
            },
            cancellation);
    }

    /// <summary>Signs all that is on record of a participant.</summary>
    /// <param name="actor">The investigator.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="contentHash">The hash of what the investigator has read.</param>
    /// <param name="password">The investigator's password.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The password is wrong, nothing is on record, or it has changed since it was read.</exception>
    public async Task<ElectronicSignature> SignCasebookAsync(Actor actor, string study, string code, string contentHash, string password, CancellationToken cancellation = default)
    {
        await ConfirmAsync(actor, password, cancellation);
        return await store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.Sign, study, code);
                var file = await ParticipantFile.ReadAsync(change, participant);
                if (file.Consents.Count == 0)
                    throw StepRefusedException.Conflict("consent-missing", $"{code} has no consent on record: there is nothing to sign.");
                if (!string.Equals(await CasebookContent.HashAsync(change, participant), contentHash, StringComparison.Ordinal))
                    throw StepRefusedException.Stale($"What is on record of {code}");
                return await SignAsync(change, file, Casebook, CasebookMeaning, contentHash);
            },
            cancellation);
    }

    /// <summary>The signatures of a participant, the oldest first.</summary>
    /// <exception cref="StepRefusedException">There is no such participant that the actor may see.</exception>
    public Task<IReadOnlyList<ElectronicSignature>> ListAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                return await snapshot.SignaturesAsync(study, code);
            },
            cancellation);

    /// <summary>The hash by which a signature is bound to a form entry.</summary>
    public static string HashOf(FormEntry entry) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"equipoise entry 1\n{entry.Id} {entry.Status}\n{entry.Answers}"))));

    private static async Task<ElectronicSignature> SignAsync(ConductChange change, ParticipantFile file, string subject, string meaning, string hash)
    {
        var earlier = await change.SignaturesAsync(file.Participant.Study, file.Participant.Code);
        if (earlier.FirstOrDefault(one => string.Equals(one.Subject, subject, StringComparison.Ordinal) && string.Equals(one.ContentHash, hash, StringComparison.Ordinal)) is { } same)
            throw StepRefusedException.Conflict("signed", $"This is signed already, by {same.Name} at {same.SignedAt}.");
        var signature = new ElectronicSignature
        {
            Number = earlier.Count + 1,
            Meaning = meaning,
            Subject = subject,
            ContentHash = hash,
            AccountId = change.Actor.AccountId,
            Name = change.Actor.Name,
            SignedAt = change.At,
        };
        await change.AddSignatureAsync(file.Participant.Code, signature);
        change.Tell(new AuditFact("signature.sign", $"signature/{subject}")
        {
            Site = file.Site.Code,
            TimeZone = file.Site.TimeZone,
            Participant = file.Participant.Code,
            ProtocolVersion = file.Participant.ProtocolVersion,
            Changes = [new("meaning", null, meaning), new("contentHash", null, hash)],
        });
        return signature;
    }

    private async Task ConfirmAsync(Actor actor, string password, CancellationToken cancellation)
    {
        if (!actor.MaySomewhere(Permission.Sign))
            throw StepRefusedException.Forbidden("None of your roles may sign: ask the investigator.");
        if (!await check.ConfirmAsync(actor, password, cancellation))
            throw new StepRefusedException(RefusalKind.Forbidden, "wrong-password", "The password is not yours, or your account is locked: nothing was signed.");
    }
}
