using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Azure.Identity;

namespace Rampart.Artifacts.Azure;

/// <summary>
/// What a fault of the storage client means: it passes (<see cref="StoreUnavailableException"/>) or it stays (<see cref="ArtifactException"/>).
/// The client's own texts quote requests, signatures included, so only what is known to be harmless is passed on.
/// </summary>
static class AzureFaults
{
    /// <summary>The fault in the house's words; null when it is none of the storage client's.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="doing">What was being done, as in "reading blobs/sha256/...".</param>
    /// <param name="where">The container, without secrets.</param>
    public static Exception? Translate(Exception fault, string doing, string where) => fault switch
    {
        StoreUnavailableException or ArtifactException => null,
        AggregateException several => Translate(several.InnerExceptions[^1], doing, where),
        RequestFailedException answer => OfAnswer(answer, doing, where),
        AuthenticationFailedException credential when IsPassing(credential.GetBaseException()) => Unavailable(credential, doing, where),
        AuthenticationFailedException => NoCredential(doing, where),
        OperationCanceledException => Unavailable("the answer did not come in time", null, doing, where),
        _ when IsPassing(fault) => Unavailable(fault, doing, where),
        _ => null,
    };

    static Exception OfAnswer(RequestFailedException answer, string doing, string where) => (answer.Status, answer.ErrorCode) switch
    {
        (0, _) => Unavailable(answer, doing, where),
        (408 or 429 or 500 or 502 or 503 or 504, _) or (_, "ContainerBeingDeleted") =>
            Unavailable($"the server answers {Describe(answer)}", null, doing, where),
        (401 or 403, _) => new ArtifactException(
            $"The store {where} refuses access ({Describe(answer)}) while {doing}. Check Rampart__Azure__ConnectionString or Rampart__Azure__SasToken: "
            + "account, key or signature, expiry, and the rights to read, add, create, write, delete and list; without either, give the identity of this "
            + "process the role Storage Blob Data Contributor. This machine's clock must be right."),
        (404, "ContainerNotFound") => new ArtifactException(
            $"The store {where} does not exist ({doing}). Create the container, or let this process create it: a token for a container alone may not."),
        _ => new ArtifactException(
            $"The store {where} answers {Describe(answer)} while {doing}. Check that it is a container of a Blob Storage account (or of Azurite 3.35) "
            + "and that nothing else writes into it."),
    };

    static StoreUnavailableException Unavailable(Exception fault, string doing, string where)
    {
        Exception cause = fault.GetBaseException();
        return cause is SocketException or AuthenticationException or TimeoutException
            ? Unavailable(cause.Message.TrimEnd('.'), cause, doing, where)
            : Unavailable("the connection failed", null, doing, where);
    }

    static StoreUnavailableException Unavailable(string why, Exception? inner, string doing, string where) => new(
        $"The store {where} can't be reached while {doing}: {why}. Check the address, the network and that the server runs; then try again.", inner);

    static ArtifactException NoCredential(string doing, string where) => new(
        $"There is no credential for the store {where} ({doing}). Set Rampart__Azure__ConnectionString or Rampart__Azure__SasToken, give this process a "
        + "managed identity or the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or log in with `az login`.");

    static bool IsPassing(Exception fault) =>
        fault is IOException or HttpRequestException or SocketException or TimeoutException
            or RequestFailedException { Status: 0 or 408 or 429 or >= 500 };

    // An error code is a word; whatever else comes in its place is not repeated.
    static string Describe(RequestFailedException answer) =>
        answer.ErrorCode is { Length: > 0 and <= 80 } code && code.All(char.IsAsciiLetterOrDigit) ? $"{answer.Status} {code}" : $"{answer.Status}";
}
