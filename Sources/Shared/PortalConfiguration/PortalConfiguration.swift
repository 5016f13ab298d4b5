// PortalConfiguration
