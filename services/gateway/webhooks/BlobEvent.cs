namespace Rampart.Gateway.Webhooks;

/// <summary>A blob was written, as an event of Azure Event Grid tells it.</summary>
/// <param name="Address">The blob's address, without a query.</param>
/// <param name="EntityTag">Its version.</param>
/// <param name="Bytes">Its size; null when the event does not say.</param>
/// <param name="Time">When it happened; null when the event does not say.</param>
sealed record BlobEvent(Uri Address, string EntityTag, long? Bytes, DateTimeOffset? Time);
