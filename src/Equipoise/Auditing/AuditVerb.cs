using System.CommandLine;

namespace Equipoise.Auditing;

/// <summary><c>equipoise audit</c>: verifies, anchors and prints the audit trails of running trials.</summary>
internal static class AuditVerb
{
    /// <summary>The one trail that is asked for.</summary>
    public static Option<string?> Study { get; } = new("--study")
    {
        Description = "Only this study's trail (or 'accounts'); otherwise all",
        HelpName = "ID",
    };

    public static Command Build(TextWriter output, TextWriter messages) => new("audit", "Verify, anchor and print the audit trails of running trials")
    {
        AuditVerify.Build(output, messages),
        AuditAnchor.Build(output, messages),
        AuditPrint.Build(output, messages),
    };
}
