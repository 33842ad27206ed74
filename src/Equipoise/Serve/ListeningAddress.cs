using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Serve;

/// <summary>The addresses that a person gives with <c>--urls</c>.</summary>
internal static class ListeningAddress
{
    /// <summary>Reads addresses separated by semicolons, and says which one cannot be listened on.</summary>
    public static string[] ReadAll(ArgumentResult words)
    {
        var urls = string.Join(';', words.Tokens.Select(token => token.Value)).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
            words.AddError("--urls is empty: write it as http://127.0.0.1:5080.");
        foreach (var sentence in urls.Select(WhatIsWrongWith).OfType<string>())
            words.AddError(sentence);
        return [.. urls.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The sentence about words that are not one address of this machine alone; null where they are.</summary>
    public static string? WhatIsNotOurs(string url) =>
        WhatIsWrongWith(url) ?? (Equipoise.Web.Site.IsLoopback(url) ? null : $"--urls '{url}' can be reached from other machines, and a demo tells everybody its password: write it as http://127.0.0.1:5080.");

    /// <summary>The sentence about the first address that is taken or not ours, or null where all are free. Asked before
    /// anything is done to the data, so that a start that cannot succeed changes nothing.</summary>
    public static string? WhatIsTaken(IEnumerable<string> urls)
    {
        foreach (var url in urls)
        {
            var address = BindingAddress.Parse(url);
            if (address.Port == 0)
                continue;
            try
            {
                using var listener = new TcpListener(ToListenOn(address), address.Port);
                listener.Start();
            }
            catch (SocketException failure)
            {
                return Explain(failure, url);
            }
        }

        return null;
    }

    /// <summary>The sentence for a failure to listen, or null where the failure is of another kind.</summary>
    public static string? Explain(Exception failure, string urls) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"This user may not listen on {urls}: choose a port above 1023 with --urls.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => $"This machine does not have the address of {urls}: choose another with --urls.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } or IOException { InnerException: AddressInUseException } =>
            $"Another program listens on {urls}: stop it, or choose another port with --urls.",
        SocketException => $"Nothing can listen on {urls}: {failure.Message}. Choose another with --urls.",
        _ => null,
    };

    private static string? WhatIsWrongWith(string url)
    {
        const string Advice = "write it as http://127.0.0.1:5080, or http://*:5080 for every address of this machine";
        if (url.Contains('@'))
            return $"--urls has a user name or password in it, which an address to listen on cannot have: {Advice}.";
        if (url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            return $"--urls '{url}' asks for TLS, which Equipoise leaves to a proxy in front of it: {Advice}.";
        try
        {
            var address = BindingAddress.Parse(url);
            if (!string.Equals(address.Scheme, "http", StringComparison.OrdinalIgnoreCase) || address.PathBase.Length > 0 || address.Port is < 0 or > 65535)
                return $"--urls '{url}' is not an address to listen on: {Advice}.";
            // The server would listen on every address of the machine for a host name it does not know, a misspelled
            // localhost among them; that must be asked for.
            if (address.Host is not ("localhost" or "*" or "+") && ReadIP(address.Host) is null)
                return $"--urls '{url}' does not name localhost or an IP address and a port: {Advice}.";
            return address is { Host: "localhost", Port: 0 }
                ? $"--urls '{url}' asks for any free port, which takes an IP address: write it as http://127.0.0.1:0."
                : null;
        }
        catch (FormatException)
        {
            return $"--urls '{url}' is not an address to listen on: {Advice}.";
        }
    }

    private static IPAddress ToListenOn(BindingAddress address) => address.Host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" or "+" => IPAddress.Any,
        var host => ReadIP(host)!,
    };

    // Strictly: the server takes what it cannot read, such as [127.0.0.1] or 127.1, for every address of the machine.
    private static IPAddress? ReadIP(string host) =>
        IPAddress.TryParse(host, out var ip) && (ip.AddressFamily == AddressFamily.InterNetworkV6 ? host.StartsWith('[') : string.Equals(ip.ToString(), host, StringComparison.Ordinal))
            ? ip
            : null;
}
