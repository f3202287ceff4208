using Azure;

namespace Rampart.Artifacts.Azure;

/// <summary>The answers of the server that are no faults.</summary>
static class Answers
{
    /// <summary>There is no such blob (but there is the container).</summary>
    public static bool IsMissingBlob(this RequestFailedException answer) => answer is { Status: 404, ErrorCode: not "ContainerNotFound" };

    /// <summary>The blob is there already, or it is not in the state that the request asked for.</summary>
    public static bool IsConditionNotMet(this RequestFailedException answer) =>
        answer is { Status: 412 } or { Status: 409, ErrorCode: "BlobAlreadyExists" };
}
