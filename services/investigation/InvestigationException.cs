namespace Rampart.Investigation;

/// <summary>The user asked about something that is not there, or in a way that means nothing; the message says what, where and how to fix it.</summary>
public sealed class InvestigationException(string message) : Exception(message);
