namespace Equipoise.Conduct.Audit;

/// <summary>The fixed names of audit trails.</summary>
public static class AuditTrails
{
    /// <summary>The trail of accounts, roles and sign-ins, which belong to no study.</summary>
    public const string Accounts = "accounts";

    /// <summary>What stands where the first entry names the hash before it.</summary>
    public const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";
}
