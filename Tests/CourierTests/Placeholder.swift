@testable import portaal_courier
